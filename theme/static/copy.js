// Buttons that copy an address. Without this script the addresses stand there to be copied by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const said = document.getElementById("Copied");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.classList.add("copied");
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.failed;
    }
    setTimeout(() => {
      button.classList.remove("copied");
      said.textContent = "";
    }, 3000);
  });
}
