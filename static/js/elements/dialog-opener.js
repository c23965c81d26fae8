// <dialog-opener data-for="id"> around a link: opens the dialog on the page instead of following the link to the
// plain page with the same form. The browser's dialog keeps focus inside and gives it back.
class DialogOpener extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.open(event));
  }

  open(event) {
    const dialog = document.getElementById(this.dataset.for);
    if (!dialog?.showModal || !event.target.closest("a") || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
    if (dialog.dataset.ready) return;
    dialog.dataset.ready = "true";
    dialog.addEventListener("click", (click) => {
      if (click.target === dialog) dialog.close();
    });
  }
}

customElements.define("dialog-opener", DialogOpener);
