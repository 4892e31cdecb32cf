/* Before the rest is read: with the script, one picture is shown at a time, so none is laid out that nobody sees. */
document.documentElement.classList.add("js", "early");
