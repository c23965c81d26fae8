/* A prop: shows the window in which a computer lets you choose a file. */
const PAPER = '<svg viewBox="0 0 24 24"><path d="M5 2h9l5 5v15H5z" fill="#fff" stroke="#8b8578"/><path d="M8 11h8M8 14h8M8 17h5" stroke="#9c2b1f"/></svg>';
const PHOTO = '<svg viewBox="0 0 24 24"><rect x="2.500" y="4.500" width="19" height="15" rx="2" fill="#cfe3ea" stroke="#8b8578"/><path d="M3 18l6-7 5 5 3-3 4 5z" fill="#1b5e4b"/></svg>';
const ON_THIS_COMPUTER = [
  ["choir-programme.pdf", "2 weeks ago", "96 kB", PAPER],
  ["electricity-bill-october.pdf", "Yesterday", "412 kB", PAPER],
  ["grandma-80th-birthday.jpg", "3 days ago", "2.1 MB", PHOTO],
  ["vehicle-papers-page-1.jpg", "Today", "1.3 MB", PHOTO],
];

window.openPicker = () => {
  const rows = ON_THIS_COMPUTER.map(([name, when, size, icon]) => `<li data-file="${name}">${icon}<span>${name}</span><small>${when}</small><small>${size}</small></li>`);
  document.body.insertAdjacentHTML("beforeend", `<div class="picker"><div><header><i></i><i></i><i></i><span>Choose a file</span></header><ul>${rows.join("")}</ul><footer><b>Cancel</b><b>Open</b></footer></div></div>`);
  document.querySelector(".picker ul").addEventListener("click", (event) => event.target.closest("li").classList.add("on"));
};
window.closePicker = () => document.querySelector(".picker").remove();
