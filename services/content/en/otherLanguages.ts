/** Says in a buyer's own language that the bot reads English, and that people at the support may help. '' if unknown. */
export function languageLine(language: string): string {
  return LINES[language] ?? '';
}

const LINES: Readonly<Record<string, string>> = {
  es: 'Por ahora solo leo inglés. Escríbeme unas palabras en inglés o habla con una persona del servicio de ayuda en la página del pedido.',
  fr: "Pour l'instant je ne lis que l'anglais. Écrivez-moi quelques mots en anglais, ou parlez à une personne du support sur la page de la commande.",
  de: 'Ich lese bisher nur Englisch. Schreiben Sie mir ein paar Worte auf Englisch, oder sprechen Sie auf der Seite der Bestellung mit dem Support.',
  it: "Per ora leggo solo l'inglese. Scrivimi qualche parola in inglese, o parla con una persona dell'assistenza nella pagina dell'ordine.",
  pt: 'Por enquanto só leio inglês. Escreva algumas palavras em inglês ou fale com uma pessoa do suporte na página do pedido.',
  zh: '我目前只懂英文。请用几个英文词告诉我，或在订单页面联系人工客服。',
  ja: '今は英語しか読めません。英語で短く書いていただくか、注文ページからサポート担当者にご連絡ください。',
  ko: '지금은 영어만 이해합니다. 영어로 짧게 적어 주시거나 주문 페이지에서 상담원에게 문의해 주세요.',
  ru: 'Пока я читаю только по-английски. Напишите несколько слов по-английски или обратитесь к сотруднику поддержки на странице заказа.',
  ar: 'أقرأ الإنجليزية فقط حاليا. اكتب لي بضع كلمات بالإنجليزية، أو تحدث مع موظف الدعم من صفحة الطلب.',
};
