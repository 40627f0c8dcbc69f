// What the types must refuse: an error in each line marked so, and in no other.

import type { Command, OutDialApiConnect, OutDialApiConnectExchange, Script } from "./types";

declare const request: OutDialApiConnect;

export const commands: Command[] = [
  {}, // wrong
  { Speak: { text: "Hello" } }, // wrong
  { Say: { txt: "Hello" } }, // wrong
  { Say: {} }, // wrong
  { Say: { text: "Hello" }, Hangup: {} }, // wrong
  { Hangup: null }, // wrong
  { Pause: { length: "500" } }, // wrong
  { Unpark: { callId: "CA1" } }, // wrong
  { CreateConference: { actionUrl: "https://example.com/c", playBeep: "sometimes" } }, // wrong
  { GetDigits: { actionUrl: "https://example.com/d", prompts: [{ Hangup: {} }] } }, // wrong
];
export const script: Script = { Hangup: {} }; // wrong
export const status: OutDialApiConnect["callStatus"] = "in-progress"; // wrong
export const unanswered: OutDialApiConnectExchange = { request: { ...request, callStatus: "inProgress" } }; // wrong
