// What the types must accept. `types` is the exported declaration file.

import type { Command, OutDialApiConnect, OutDialApiConnectExchange, Script } from "./types";

const request: OutDialApiConnect = {
  requestType: "outDialApiConnect",
  callId: "CA0123456789abcdef0123456789abcdef01234567",
  accountId: "AC0123456789abcdef0123456789abcdef01234567",
  from: "+15557654321",
  to: "+15551234567",
  callStatus: "inProgress",
  direction: "outboundAPI",
  conferenceId: null,
  queueId: null,
  // FreeClimb adds members at times.
  requestId: "RQ0123456789abcdef0123456789abcdef01234567",
};

const script: Script = [
  { Say: { text: "Hello", engine: { name: "ElevenLabs", parameters: { voice_id: "x" } } } },
  { GetDigits: { actionUrl: "https://example.com/digits", prompts: [{ Pause: { length: 500 } }] } },
  { AudioStream: { location: "https://audio.example.com" } },
  { AudioStream: { location: { uri: "https://audio.example.com" } } },
  { Hangup: {} },
];

export function spoken(command: Command): string | undefined {
  return "Say" in command && command.Say ? command.Say.text : undefined;
}

export function outcome(exchange: OutDialApiConnectExchange): string {
  switch (exchange.request.callStatus) {
    case "inProgress":
      return "answered";
    default:
      return exchange.request.callStatus;
  }
}

export const exchanges: OutDialApiConnectExchange[] = [
  { request: { ...request, callStatus: "inProgress" }, response: script },
  { request: { ...request, callStatus: "busy" } },
];
