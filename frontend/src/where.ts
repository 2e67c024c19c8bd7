/** Where the bar is a strip that is drawn sideways, the part that one is in is drawn into sight. */
export function showWhere(): void {
  const here = document.querySelector<HTMLElement>(".bar nav [aria-current]");
  const strip = here?.closest<HTMLElement>("nav");
  if (!here || !strip || strip.scrollWidth <= strip.clientWidth) return;
  strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}
