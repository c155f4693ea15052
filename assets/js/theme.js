// Reading comfort: text size, contrast, light or dark. Loaded in the head and
// not as a module, so that a choice made earlier is in place before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;
  var sizes = [-1, 0, 1, 2, 3];

  function load(name) {
    try {
      return localStorage.getItem("reading-" + name);
    } catch {
      return null;
    }
  }
  function save(name, value) {
    try {
      if (value === null) localStorage.removeItem("reading-" + name);
      else localStorage.setItem("reading-" + name, value);
    } catch {
      // A browser that stores nothing keeps the choice for this page only.
    }
  }
  function apply(name, value) {
    if (value === null) root.removeAttribute("data-" + name);
    else root.setAttribute("data-" + name, value);
  }
  ["size", "contrast", "theme"].forEach(function (name) {
    apply(name, load(name));
  });

  function set(name, value) {
    apply(name, value);
    save(name, value);
  }
  function isDark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var tools = document.querySelector("[data-reading]");
    if (!tools) return;
    tools.hidden = false;
    var contrast = tools.querySelector("[data-contrast]");
    var theme = tools.querySelector("[data-theme-switch]");
    function show() {
      contrast.setAttribute("aria-pressed", String(root.hasAttribute("data-contrast")));
      theme.textContent = isDark() ? "Nền sáng" : "Nền tối";
    }
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (button === contrast) {
        set("contrast", root.hasAttribute("data-contrast") ? null : "more");
      } else if (button === theme) {
        set("theme", isDark() ? "light" : "dark");
      } else {
        var at = sizes.indexOf(Number(root.getAttribute("data-size") || 0));
        var step = { down: -1, up: 1 }[button.dataset.size];
        var size = step ? sizes[Math.min(sizes.length - 1, Math.max(0, at + step))] : 0;
        set("size", size === 0 ? null : String(size));
      }
      show();
    });
    show();
  });
})();
