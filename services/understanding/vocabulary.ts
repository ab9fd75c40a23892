/**
 * Words that mean the same here. Each row: the idea, then the words that stand for it. A word is in one row only.
 * Ideas are what cues and phrases are compared by, so "supplier ghosted me" and "the seller does not answer" meet.
 */
const ROWS = `
not: not no never none nothing isnt arent wasnt werent dont doesnt didnt havent hasnt hadnt wont wouldnt cant cannot couldnt isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't can't couldn't ain't aint without neither nobody
seller: seller sellers supplier suppliers vendor vendors merchant merchants factory manufacturer store shop trader seller's supplier's
they: they he she they're he's she's theyre
goods: goods item items product products parcel parcels package packages packet packets shipment shipments delivery deliveries box boxes carton cartons stuff things merchandise consignment cargo
order: order orders purchase purchases
buy: buy bought buying ordered purchased
broken: broken broke smashed shattered cracked crack cracks damaged damage damages crushed dented torn ripped ruined destroyed bent scratched scratches scratch chipped chips leaking leaked leaky spilled spilt squashed busted wrecked fractured burst bursted mangled wet soaked mouldy moldy mold rotten rusty
faulty: faulty defective defect defects malfunction malfunctions malfunctioning unusable inoperative nonfunctional
work: work works working worked function functions functioning
refund: refund refunds refunded refunding reimbursement reimburse reimbursed repayment moneyback
money: money cash funds
fee: fee fees commission surcharge surcharges
charge: charge charges charged charging
cost: cost costs costly expensive
pay: pay paid pays paying payed payment payments
evidence: evidence proof proofs evidences
photo: photo photos picture pictures pic pics image images screenshot screenshots video videos
case: case cases dispute disputes claim claims complaint complaints
request: request requests application apply applying
answer: answer answers answering answered reply replies replying replied respond responds responding responded response responses
ignore: ignore ignores ignoring ignored ghosted ghosting ghosts unresponsive
contact: contact contacted contacting message messaged messaging write wrote written writing text texted email emailed mail mailed
talk: talk talking talked speak speaking spoke chat chatting discuss discussing negotiate negotiating
refuse: refuse refuses refused refusing deny denies denied denying reject rejects rejected rejecting decline declines declined declining refusal uncooperative
offer: offer offers offered offering propose proposes proposed proposal
agree: agree agrees agreed agreeing accept accepts accepted
promise: promise promised promises
receive: receive received receives receiving recieve recieved get got gets getting gotten obtain
arrive: arrive arrived arrives arriving came come comes coming deliver delivered delivers
ship: ship shipped ships shipping dispatch dispatched freight postage
send: send sent sends sending
late: late delayed delay delays overdue belated
miss: missing miss misses incomplete lacking shortage
wrong: wrong incorrect mistaken
different: different differ differs
fake: fake fakes counterfeit counterfeits replica replicas knockoff knockoffs imitation forged bogus
genuine: genuine original authentic real legit legitimate
describe: described description describes listing advert advertised advertisement ad specification specifications spec specs
match: match matches matching matched correspond corresponds
quality: quality
poor: poor bad terrible awful horrible cheap inferior low lousy crap shoddy
human: human humans person agent agents representative rep operator someone somebody staff advisor adviser employee
support: support helpdesk
review: review reviews rating ratings feedback stars
safe: safe safety trust trustworthy trusted secure security reliable scam scams scammed scammer scammers fraud
escalate: escalate escalates escalated escalating escalation
arbitration: arbitration arbitrate arbitrator tribunal court
mediation: mediation mediate mediator
decision: decision decisions decide decided verdict ruling outcome
customs: customs
tracking: tracking track
courier: courier carrier dhl fedex ups usps
policy: policy policies rule rules
tip: tip tips advice advise recommendation recommendations suggestion suggestions
replace: replace replacement replacements replaced replacing exchange exchanged
return: return returned returning returns
cancel: cancel cancelled canceled cancelling canceling cancellation withdraw withdraws withdrawn withdrawing withdrew withdrawal revoke
account: account accounts
card: card cards creditcard
bank: bank banks
start: start starts starting begin initiate initiating file filing open opening raise launch lodge submit reopen reopened reopening
long: long longer
wait: wait waiting waited
take: take takes taking took
happen: happen happens happened happening
mind: mind
want: want wants wanted need needs needed require wish demand
help: help helps assist assistance
when: when
alibaba: alibaba alibabas platform website site
deadline: deadline deadlines timeframe window
twice: twice double doubled duplicate duplicated
whole: whole entire full fully entirely complete total completely
part: part partial partially partly portion
compensate: compensation compensate compensated
update: update updates news status progress
half: half
cover: cover covers covered covering coverage protect protects protected protection
expired: expire expires expired expiry expiration passed elapsed ended
inspection: inspection inspections inspect inspected inspector inspectors sgs
duty: duty duties tariff tariffs tax taxes vat
bankrupt: bankrupt bankruptcy insolvent insolvency
loan: loan loans financed financing lender
instalment: instalment instalments installment installments
edit: edit edits edited editing modify modified modifying amend amended
pressure: pressure pressures pressured pressuring force forces forced forcing threaten threatens threatened threatening blackmail blackmails
delete: delete deletes deleted deleting remove removes removed removing erase
see: see sees seen seeing view views viewed visible
private: private privately confidential privacy
document: document documents paper papers paperwork
notify: notify notified notifies notification notifications inform informed informs
appeal: appeal appeals appealed contest contested objection objections
transfer: transfer transfers transferred wire wired
messenger: whatsapp wechat skype telegram viber messenger sms
responsible: responsible liable liability responsibility
lost: lost lose loses losing loss
seized: seize seizes seized confiscate confiscates confiscated
transport: transport transit transportation
mistake: mistake mistakes mistakenly accident accidentally
unauthorised: unauthorised unauthorized
phone: phone telephone hotline
warranty: warranty warranties
`;

const SPELLINGS = `
recieve:receive recieved:received refnd:refund refud:refund refunt:refund reffund:refund refound:refund sellar:seller seler:seller saler:seller
brocken:broken brokn:broken dammaged:damaged damadged:damaged demaged:damaged parcle:parcel pacel:parcel pakage:package packge:package
mony:money moeny:money monney:money cancle:cancel canel:cancel waht:what wat:what wheres:where wher:where hw:how u:you ur:your pls:please plz:please
thx:thanks ty:thanks tnx:thanks refunde:refund wanna:want gonna:will arived:arrived arive:arrive recived:received recive:receive
delivred:delivered evidance:evidence suplier:supplier supllier:supplier ignors:ignores replys:replies anser:answer awnser:answer anwser:answer
humen:human hooman:human agnet:agent yse:yes yess:yes yeah:yes yep:yes yup:yes nope:no nah:no defectiv:defective deffective:defective
escalte:escalate arbitraton:arbitration mising:missing missin:missing worng:wrong wrog:wrong fals:false couterfeit:counterfeit conterfeit:counterfeit
custom:customs proff:proof photoes:photos foto:photo fotos:photos qualty:quality quantitiy:quantity shiped:shipped shippd:shipped statu:status
`;

/** Words that carry no topic: not counted when a message is compared with phrases. */
const EMPTY = `a an the my our your its it's it i'm im me we us you i is are was were be been being am to of for on in at with and or but so
do does did done have has had having this that these those them there their his her him just very really please kindly hi hello hey dear
sir madam some any would will shall could can may might should as if then than from by about into up ok okay well now also too
him'd i've ive i'd i'll you're s t d ll ve thanks thank`;

export const IDEAS: ReadonlyMap<string, string> = new Map(
  ROWS.trim()
    .split('\n')
    .flatMap((row) => {
      const [idea = '', words = ''] = row.split(': ');
      return [idea, ...words.split(' ')].map((word) => [word, idea] as const);
    }),
);

export const KNOWN_SPELLINGS: ReadonlyMap<string, string> = new Map(
  SPELLINGS.trim()
    .split(/\s/)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [wrong = '', right = ''] = pair.split(':');
      return [wrong, right] as const;
    }),
);

export const EMPTY_WORDS: ReadonlySet<string> = new Set(EMPTY.split(/\s/));
