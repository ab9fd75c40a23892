/** What Web Chat takes as colours and measures. It cannot read our style sheet, so web/shared/palette.css is repeated here. */
type Palette = {
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly buyerBubble: string;
  readonly onBuyerBubble: string;
  readonly accentTint: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
};

const LIGHT: Palette = {
  surface: '#ffffff',
  sunken: '#f1eee6',
  line: '#ddd8cb',
  ink: '#1c2421',
  inkSoft: '#55605b',
  accent: '#0d5c4f',
  onAccent: '#ffffff',
  buyerBubble: '#0d5c4f',
  onBuyerBubble: '#ffffff',
  accentTint: '#e0eee9',
  good: '#1c5b34',
  warn: '#7a4700',
  bad: '#92251d',
};

const DARK: Palette = {
  surface: '#1a2220',
  sunken: '#232d2a',
  line: '#35413d',
  ink: '#edf2ef',
  inkSoft: '#a9b6b0',
  accent: '#7fd4c1',
  onAccent: '#06251f',
  buyerBubble: '#1f6355',
  onBuyerBubble: '#ffffff',
  accentTint: '#1d3a34',
  good: '#93d8a8',
  warn: '#f0c27a',
  bad: '#f5a79f',
};

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
/** Bubbles of one side that come closer together than this share one time stamp. */
const GROUP_MS = 300_000;
/** Before that a message is still on its way: it waits for the connection, which the banner tells of. Web Chat gives up at 300 s. */
const SEND_TIMEOUT_MS = 240_000;

export function look(dark: boolean): { styleOptions: object; adaptiveCardsHostConfig: object } {
  const palette = dark ? DARK : LIGHT;
  return { styleOptions: styleOptions(palette), adaptiveCardsHostConfig: hostConfig(palette) };
}

function styleOptions(p: Palette): object {
  return {
    accent: p.accent,
    backgroundColor: p.surface,
    subtle: p.inkSoft,
    timestampColor: p.inkSoft,
    primaryFont: FONT,
    fontSizeSmall: '78%',
    groupTimestamp: GROUP_MS,
    paddingRegular: 12,

    avatarSize: 32,
    botAvatarInitials: 'RD',
    botAvatarBackgroundColor: LIGHT.accent,

    bubbleBackground: p.sunken,
    bubbleBorderWidth: 0,
    bubbleBorderRadius: 16,
    bubbleTextColor: p.ink,
    bubbleMinWidth: 0,
    bubbleFromUserBackground: p.buyerBubble,
    bubbleFromUserBorderWidth: 0,
    bubbleFromUserBorderRadius: 16,
    bubbleFromUserTextColor: p.onBuyerBubble,

    cardEmphasisBackgroundColor: p.surface,
    cardPushButtonBackgroundColor: p.accent,
    cardPushButtonTextColor: p.onAccent,

    suggestedActionLayout: 'flow',
    suggestedActionHeight: 'auto',
    suggestedActionBorderRadius: 20,
    suggestedActionBorderWidth: 1,
    suggestedActionBackgroundColor: p.surface,
    suggestedActionBackgroundColorOnHover: p.accentTint,
    suggestedActionBackgroundColorOnActive: p.accentTint,
    suggestedActionBackgroundColorOnFocus: p.surface,
    suggestedActionBorderColor: p.accent,
    suggestedActionTextColor: p.accent,
    suggestedActionKeyboardFocusIndicatorBorderColor: p.accent,
    suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
    suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
    suggestedActionsVisualKeyboardIndicatorColor: 'transparent',

    sendTimeout: SEND_TIMEOUT_MS,
    // The server looks at the bytes; this only helps to choose.
    uploadAccept: 'image/png,image/jpeg,image/webp,image/heic,.heic,application/pdf',
    sendAttachmentOn: 'attach',
    sendBoxHeight: 52,
    sendBoxBackground: p.surface,
    sendBoxTextColor: p.ink,
    sendBoxPlaceholderColor: p.inkSoft,
    sendBoxTextWrap: true,
    sendBoxBorderTop: `solid 1px ${p.line}`,
    sendBoxButtonColor: p.accent,
    sendBoxButtonColorOnDisabled: p.inkSoft,
    sendBoxButtonShadeColorOnHover: p.accentTint,
    sendBoxButtonShadeColorOnActive: p.accentTint,
    sendBoxButtonShadeColorOnDisabled: 'transparent',
    sendBoxButtonShadeBorderRadius: 12,
    sendBoxButtonKeyboardFocusIndicatorBorderColor: p.accent,
    sendBoxButtonKeyboardFocusIndicatorBorderRadius: 10,

    notificationText: p.inkSoft,
    failedConnectivity: p.bad,
    slowConnectivity: p.warn,
    toastSeparatorColor: p.line,
    toastInfoBackgroundColor: p.accentTint,
    toastInfoColor: p.ink,
    toastWarnBackgroundColor: p.sunken,
    toastWarnColor: p.warn,
    toastErrorBackgroundColor: p.sunken,
    toastErrorColor: p.bad,
    transcriptOverlayButtonBackground: LIGHT.accent,
    transcriptOverlayButtonBackgroundOnHover: LIGHT.accent,
    transcriptOverlayButtonBackgroundOnFocus: LIGHT.accent,
    transcriptOverlayButtonColor: '#ffffff',
    transcriptActivityVisualKeyboardIndicatorColor: p.accent,
    transcriptVisualKeyboardIndicatorColor: p.accent,
    transcriptVisualKeyboardIndicatorStyle: 'solid',
  };
}

/** https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config */
function hostConfig(p: Palette): object {
  const foregroundColors = {
    default: { default: p.ink, subtle: p.inkSoft },
    dark: { default: p.ink, subtle: p.inkSoft },
    light: { default: p.inkSoft, subtle: p.inkSoft },
    accent: { default: p.accent, subtle: p.accent },
    good: { default: p.good, subtle: p.good },
    warning: { default: p.warn, subtle: p.warn },
    attention: { default: p.bad, subtle: p.bad },
  };
  const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: FONT,
    fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 400, default: 400, bolder: 650 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 14 },
    separator: { lineThickness: 1, lineColor: p.line },
    containerStyles: {
      default: container('transparent'),
      emphasis: container(p.surface),
      accent: container(p.accentTint),
      good: container(p.accentTint),
      attention: container(p.surface),
      warning: container(p.surface),
    },
    actions: {
      actionAlignment: 'stretch',
      actionsOrientation: 'vertical',
      buttonSpacing: 8,
      maxActions: 20,
      spacing: 'default',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { color: 'default', size: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 110 },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 12,
    },
    imageSizes: { small: 40, medium: 80, large: 160 },
    imageSet: { imageSize: 'medium', maxImageHeight: 100 },
    textBlock: { headingLevel: 3 },
  };
}
