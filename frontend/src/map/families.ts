/** Six families of event types. Each has a colour and a shape, so that neither carries the sense alone. */

export type Family = "battle" | "explosion" | "harm" | "street" | "posture" | "settlement";

export const FAMILIES: readonly Family[] = ["battle", "explosion", "harm", "street", "posture", "settlement"];

const FAMILY_OF: Readonly<Record<string, Family>> = {
  clash: "battle",
  seizure: "battle",
  handover: "battle",
  air_strike: "explosion",
  shelling: "explosion",
  bombing: "explosion",
  attack: "harm",
  abduction: "harm",
  arrest: "harm",
  destruction: "harm",
  displacement: "harm",
  protest: "street",
  riot: "street",
  agreement: "settlement",
  release: "settlement",
};

export function familyOf(type: string): Family {
  return FAMILY_OF[type] ?? "posture";
}

/** A type of the family, for the swatch that site.css draws by `data-type`. */
export function sampleType(family: Family): string {
  return Object.keys(FAMILY_OF).find((type) => FAMILY_OF[type] === family) ?? "threat";
}

/** Trace the family's shape round (x, y); `r` is its half width in pixels. The caller fills and strokes. */
export function traceShape(ctx: CanvasRenderingContext2D, family: Family, x: number, y: number, r: number): void {
  ctx.beginPath();
  if (family === "battle") {
    ctx.arc(x, y, r, 0, Math.PI * 2);
  } else {
    CORNERS[family].forEach(([dx, dy], i) => {
      if (i === 0) ctx.moveTo(x + dx * r, y + dy * r);
      else ctx.lineTo(x + dx * r, y + dy * r);
    });
  }
  ctx.closePath();
}

type Corner = readonly [number, number];

const CORNERS: Readonly<Record<Exclude<Family, "battle">, readonly Corner[]>> = {
  explosion: [[0, -1.25], [1.2, 0.85], [-1.2, 0.85]],
  harm: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  street: [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.95], [-0.95, 0.95]],
  posture: [[-0.55, -1], [0.55, -1], [1.1, 0], [0.55, 1], [-0.55, 1], [-1.1, 0]],
  settlement: [
    [-0.45, -1.2], [0.45, -1.2], [0.45, -0.45], [1.2, -0.45], [1.2, 0.45], [0.45, 0.45],
    [0.45, 1.2], [-0.45, 1.2], [-0.45, 0.45], [-1.2, 0.45], [-1.2, -0.45], [-0.45, -0.45],
  ],
};
