// The theme puts a landmark without a name into each code block, for the copy button. Each gets a name of its own.

const observer = new MutationObserver(() => {
  for (const [index, nav] of document.querySelectorAll("nav.md-code__nav").entries()) {
    const label = `Copy code ${index + 1}`;
    if (nav.ariaLabel !== label) nav.ariaLabel = label;
  }
});
observer.observe(document.body, { childList: true, subtree: true });
