// What every page does, each in a module of its own.
import "./display.js";
import "./disclosures.js";
import "./keys.js";
import "./toasts.js";
import "./working.js";
import "./session.js";
