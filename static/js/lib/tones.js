/* Soft tones, one at a time. */

const LOUD = 0.2;
const SILENT = 0.0001; // a volume cannot fall to nothing in a curve
const RISE = 0.03;
const LENGTH = 0.45;

let audio = null;

export function canSound() {
  return "AudioContext" in globalThis;
}

/* Has to be called while somebody taps: browsers let no page sound by itself. */
export function wake() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

export function sound(frequency) {
  wake();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const now = audio.currentTime;
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(SILENT, now);
  volume.gain.exponentialRampToValueAtTime(LOUD, now + RISE);
  volume.gain.exponentialRampToValueAtTime(SILENT, now + LENGTH);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(now + LENGTH);
}
