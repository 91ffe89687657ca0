/** Is this a syllable of Vietnamese, accents aside? What is not one is a typo, an abbreviation or another language. */

const ONSETS = new Set(
  'b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ').concat(['']),
);

const RIMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu ech enh i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong op ot oan oang ' +
    'u ua uc ui um un ung uom uon uong uot uou uoc uoi up ut uu uy ue uan uang uat uay uech uenh uyen uyet uynh uych uya uyn uyt uyu uo uon ' +
    'y yem yen yet yeu uong ieng uep uap'
  ).split(/\s+/),
);

/** onset lengths tried longest first: "ngh" before "ng" before "n" */
const LENGTHS = [3, 2, 1, 0];

/** `nghieng` yes, `muoons` no. Expects folded text. */
export function isSyllable(word: string): boolean {
  for (const n of LENGTHS)
    if (word.length > n && ONSETS.has(word.slice(0, n)) && RIMES.has(word.slice(n))) return true;
  return word === 'gi' || word === 'gin' || word === 'gieng' || word === 'giet';
}
