/** The words that the map's own controls need, in both languages of the site, and days put in words. */

export type Language = "ar" | "en";

interface Words {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly legend: string;
  readonly families: Readonly<Record<string, string>>;
  readonly notHappened: string;
  readonly coarse: string;
  readonly several: string;
  readonly more: (count: number) => string;
  readonly events: (count: number) => string;
  readonly earlier: (count: number) => string;
  readonly histogram: string;
  readonly sources: string;
}

/** Arabic counts by six grammatical numbers; the forms for "event". */
function arabicEvents(count: number): string {
  const forms: Record<string, string> = {
    zero: "لا أحداث",
    one: "حدث واحد",
    two: "حدثان",
    few: `${count} أحداث`,
    many: `${count} حدثًا`,
    other: `${count} حدث`,
  };
  return forms[new Intl.PluralRules("ar").select(count)] ?? `${count} حدث`;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  ar: {
    zoomIn: "تكبير",
    zoomOut: "تصغير",
    legend: "مفتاح الخريطة",
    families: {
      battle: "قتال: اشتباك، سيطرة، تسليم",
      explosion: "نار عن بعد: غارة، قصف، تفجير",
      harm: "أذى بالناس والأملاك: هجوم، خطف، اعتقال، تهجير، تخريب",
      street: "الشارع: احتجاج، شغب",
      posture: "تهديد، حشد، حصار، ضبط سلاح",
      settlement: "اتفاق، إفراج",
    },
    notHappened: "لم يقع: هدد به أو خطط له أو نُفي أو فشل",
    coarse: "مكان غير محدد بدقة: الدائرة هي النطاق",
    several: "عدة أحداث في موضع واحد",
    more: (count) => `و${arabicEvents(count)} غيرها في الجدول أدناه`,
    events: arabicEvents,
    earlier: (count) => `وقبله ${arabicEvents(count)}`,
    histogram: "عدد الأحداث في كل يوم",
    sources: "الحدود: Natural Earth كما هي على الأرض، ولا تعبّر عن موقف",
  },
  en: {
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    legend: "Key to the map",
    families: {
      battle: "Fighting: clash, seizure, handover",
      explosion: "Remote fire: air strike, shelling, bombing",
      harm: "Harm to people and property: attack, abduction, arrest, displacement, destruction",
      street: "The street: protest, riot",
      posture: "Threat, mobilisation, blockade, weapon seizure",
      settlement: "Agreement, release",
    },
    notHappened: "Did not happen: threatened, planned, denied or failed",
    coarse: "Place not known closely: the circle is the area",
    several: "Several events on one spot",
    more: (count) => `and ${count} more in the table below`,
    events: (count) => (count === 1 ? "1 event" : `${count} events`),
    earlier: (count) => (count === 1 ? "1 event before it" : `${count} events before it`),
    histogram: "Events per day",
    sources: "Boundaries: Natural Earth, as on the ground; no position is taken",
  },
};

const TAGS: Readonly<Record<Language, string>> = { ar: "ar-u-nu-latn-ca-gregory", en: "en-GB" };

/** "Wednesday, 11 May 2016" in the page's language, Latin digits. `iso` is YYYY-MM-DD. */
export function dayInWords(iso: string, language: Language): string {
  const day = new Date(`${iso}T00:00:00Z`);
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(TAGS[language], options).format(day);
}

/** "11 May 2016". */
export function shortDay(iso: string, language: Language): string {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(TAGS[language], options).format(new Date(`${iso}T00:00:00Z`));
}

/** "1 May 2016 to 31 May 2016", or the single day with its weekday when both ends are one. */
export function windowInWords(from: string, to: string, language: Language): string {
  if (from === to) return dayInWords(from, language);
  const [first, last] = [shortDay(from, language), shortDay(to, language)];
  return language === "ar" ? `من ${first} إلى ${last}` : `${first} to ${last}`;
}
