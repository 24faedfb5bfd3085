// One story dragged onto another merges the two. Links can be dragged as they are; only the target must say yes.

const KIND = "application/x-site-gen-story";

export function allowDragging(desk) {
  let target = null;
  let dragged = null;
  const mark = (item) => {
    target?.item.removeAttribute("data-site-gen-drop");
    target = item;
    target?.item.setAttribute("data-site-gen-drop", "");
    desk.bar.hint(target ? `Merge with “${target.story.title}”` : "");
  };
  document.addEventListener("dragstart", (event) => {
    dragged = desk.stories.at(event.target);
    if (!dragged) return;
    event.dataTransfer.setData(KIND, dragged.story.id);
    event.dataTransfer.effectAllowed = "all";
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && desk.stories.at(event.target);
    const fits = over && over.story.id !== dragged.story.id;
    if (fits) event.preventDefault();
    if ((fits ? over : null) !== target) mark(fits ? over : null);
  });
  document.addEventListener("drop", (event) => {
    if (!dragged || !target) return;
    event.preventDefault();
    desk.merge(target.story.id, dragged.story.id);
  });
  document.addEventListener("dragend", () => {
    mark(null);
    dragged = null;
  });
}
