// Puts the parts of a moving code together, and makes parts of its own of the same message.
//
// Given: {ours (texts of parts), message (in hex), lost (which of each four of its own parts is left out)}.
// Answers: {read (in hex), theirs (texts of parts)}.

import {UR, URDecoder, UREncoder} from '@ngraveio/bc-ur';

import {answer, given} from './reading.mjs';

const decoder = new URDecoder();
given.ours.forEach(part => decoder.receivePart(part));
const encoder = new UREncoder(UR.fromBuffer(Buffer.from(given.message, 'hex')), 60);
const theirs = Array.from({length: 200}, () => encoder.nextPart());
answer({
  read: decoder.resultUR().decodeCBOR().toString('hex'),
  theirs: theirs.filter((_, place) => place % 4 !== given.lost)
});
