// Decimal numbers as people here write them: a comma before the decimals.

/** Hundredths of what was typed ("33,5" is 3350); null when it is not a number. */
export function hundredths(text) {
  const clean = text.trim().replace(/\s|%/g, "").replace(",", ".");
  if (!/^\d+(\.\d{1,2})?$/.test(clean)) return null;
  const [whole, part = ""] = clean.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** Hundredths as they are written: 3350 is "33,5". */
export function written(value) {
  const whole = Math.floor(value / 100);
  const part = String(value % 100).padStart(2, "0").replace(/0+$/, "");
  return part === "" ? String(whole) : `${whole},${part}`;
}
