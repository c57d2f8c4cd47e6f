/** Whatever: the stand-in for ClearGrid lets everybody in. */
export const CREDENTIALS = { email: 'bench@lender.example', password: 'sandbox' }
