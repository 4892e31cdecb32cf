#!/bin/sh
# node-ical 0.26.1: a category of a calendar entry is cut at a comma that is escaped.
#
# RFC 5545 (3.3.11) has a comma that belongs to a text written "\,". In CATEGORIES node-ical parts there too and keeps
# the backslash, so that one body, "Housing (Policy, Advice)", becomes two that nobody named; in SUMMARY it is right.
# ical.js 2.2.1 gives the one name. It is met where entries are sorted by the bodies that lead them.
#
# Exits with 0 while it is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.26.1 ical.js@2.2.1 > /dev/null
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//plan//EN BEGIN:VEVENT UID:1@example.org \
  DTSTAMP:20260101T000000Z 'DTSTART;VALUE=DATE:20270331' 'SUMMARY:Homes\, streets' \
  'CATEGORIES:Housing (Policy\, Advice),Police' END:VEVENT END:VCALENDAR > plan.ics
cat > read.mjs <<'NODE'
import fs from "node:fs";
import ICAL from "ical.js";
import ical from "node-ical";

const text = fs.readFileSync("plan.ics", "utf8");
const entry = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
const right = entry.getFirstProperty("categories").getValues();
const { summary, categories } = Object.values(ical.sync.parseICS(text)).find((one) => one.type === "VEVENT");
console.log("ical.js:  ", JSON.stringify(right));
console.log("node-ical:", JSON.stringify(categories), JSON.stringify(summary));
const isSo = right.length === 2 && categories.length === 3 && categories[1] === "Advice)" && summary === "Homes, streets";
process.exit(isSo ? 0 : 1);
NODE
node read.mjs
