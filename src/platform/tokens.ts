/** Injection tokens of what is an interface or plain value. */
export const CONFIG = Symbol('Config');
export const STORAGE = Symbol('Storage');
