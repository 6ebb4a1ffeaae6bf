// One script for every page: leaving quickly works on each, the conversation where there is one.
import { converse } from "./case.js";
import { offerCopies } from "./copy.js";
import { guard } from "./guard.js";
import { watchForLeaving } from "./leave.js";

watchForLeaving();
offerCopies();
guard();
const page = document.querySelector("main.case");
if (page) converse(page);
