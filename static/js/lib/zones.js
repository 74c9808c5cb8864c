/* The time zone of this device, and whether two names mean the same one. */

export function deviceZone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "";
}

/* The name by which the browser knows a zone: Asia/Calcutta and Asia/Kolkata give one answer. */
export function canonical(name) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return name;
    throw error;
  }
}

export function areSame(one, other) {
  return one === other || canonical(one) === canonical(other);
}
