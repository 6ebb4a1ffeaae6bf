// One script for every page: leaving quickly works on each, the conversation where there is one.
import { watchBars } from "./bars.js";
import { converse } from "./case.js";
import { offerCopies } from "./copy.js";
import { takeRinging } from "./first.js";
import { guard } from "./guard.js";
import { letGo } from "./held.js";
import { watchForLeaving } from "./leave.js";
import { unfoldOnPaper } from "./paper.js";

watchForLeaving();
watchBars();
offerCopies();
unfoldOnPaper();
takeRinging();
guard();
if (document.querySelector("[data-gone]")) letGo();
const page = document.querySelector("main.case");
if (page) converse(page);
