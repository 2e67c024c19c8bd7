/** Let files be dropped anywhere on a place that has a field for files, which then holds them. */
export function takeDrops(place: HTMLElement): void {
  const field = place.querySelector<HTMLInputElement>('input[type="file"]');
  if (!field) return;
  const over = (event: DragEvent, is: boolean): void => {
    event.preventDefault();
    place.classList.toggle("over", is);
  };
  place.addEventListener("dragover", (event) => over(event, true));
  place.addEventListener("dragleave", (event) => over(event, false));
  place.addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer?.files.length) field.files = event.dataTransfer.files;
  });
}
