import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const policiesProblems = {
  'policies.refused': refusal(
    422,
    'この内容では契約を登録できません。示した項目をすべて直して、もう一度送信してください。何も保存されていません。',
    'The policy cannot be entered like this. Correct every field named and send again; nothing was stored.',
  ),
  'policies.pharmacy': refusal(
    422,
    '薬局は、この保険の対象ではありません。企業向けサイバー保険をご案内ください。',
    'Pharmacies are not insured by this product. Offer the cyber insurance for companies instead.',
  ),
  'policies.no-such-plan': refusal(
    422,
    'プランは 1、2、3 の中から選んでください。',
    'There are plans 1, 2 and 3. Choose one of them.',
  ),
  'policies.no-such-terms': refusal(
    422,
    'この版の商品条件はありません。示された版から選ぶか、省略して最新の版にしてください。',
    'There are no product terms of this version. Choose one of those named, or leave it out for the newest.',
  ),
  'policies.expiry-not-after-inception': refusal(
    422,
    '満期日は、始期日より後の日にしてください。',
    'The expiry has to be after the inception.',
  ),
  'policies.term-too-short': refusal(
    422,
    '保険期間は 1 年以上です。短くできるのは、団体契約への中途加入（joinedMidTerm）と、途中で終了した契約（endedEarlyOn）だけです。',
    'A term is a year at least. Only joining a group policy mid-term (joinedMidTerm) and a contract that ended early (endedEarlyOn) are shorter.',
  ),
  'policies.term-too-long': refusal(
    422,
    '保険期間が 5 年を超えています。年の入力を確かめてください。',
    'The term is longer than five years. Check the years.',
  ),
  'policies.ending-outside-period': refusal(
    422,
    '終了日は、始期日から満期日の前日までの日にしてください。',
    'The day of ending lies outside the period: from the inception to the day before the expiry.',
  ),
  'policies.continuous-after-inception': refusal(
    422,
    '継続の起点は、始期日以前の日にしてください。',
    'Unbroken cover cannot begin after the inception.',
  ),
  'policies.too-many-decimals': refusal(
    422,
    '小数は 6 桁までで入力してください。',
    'Write the figure with at most six decimals.',
  ),
  'policies.premises-medical-corporation-only': refusal(
    422,
    '施設外の法人本部と附帯業務の施設を申告できるのは、医療法人だけです。',
    'Only a medical corporation can declare its head office and places of attached business.',
  ),
  'policies.facility-unclear': refusal(
    422,
    'facilityId と facilityCode のどちらか一つで施設を指定してください。',
    'Name the facility by facilityId or by facilityCode, one of the two.',
  ),
  'policies.facility-unknown': refusal(
    422,
    '施設が名簿に見つかりません。医療機関コードを確かめてください。',
    'The directory has no such facility. Check its code.',
  ),
  'policies.facility-closed': refusal(
    422,
    'この施設は、指定した日には廃止されています。施設または日付を確かめてください。',
    'The facility is closed on that day. Check the facility or the day.',
  ),
  'policies.premises-outside-period': refusal(
    422,
    '申告の日は、保険期間の中の日にしてください。',
    'The day has to lie within the period of cover.',
  ),
  'policies.premises-declared-already': refusal(
    409,
    'この施設は、その日にすでに申告されています。',
    'These premises are declared on that day already.',
  ),
  'policies.premises-not-declared': refusal(
    409,
    'この施設の申告は、指定した日には続いていません。始まりの日と終わりの日を確かめてください。',
    'These premises are not declared up to that day. Check the days of their declaration.',
  ),
  'policies.institution-unclear': refusal(
    422,
    '医療機関は、id、facilityCode、name（kind と corporationKind を添える）のどれか一つで指定してください。',
    'Name the institution by one of id, facilityCode or name (with kind and corporationKind).',
  ),
  'policies.institution-exists': refusal(
    409,
    '同じ医療機関がすでに登録されています：{name}（id {id}）。その id を指定するか、別の医療機関であれば newInstitution を true にしてください。',
    'This institution is there already: {name} (id {id}). Name that id, or send newInstitution: true when it is another one.',
  ),
  'policies.facility-kind-unclear': refusal(
    422,
    '名簿の施設の種別からは、保険の対象の種別が決まりません。institution.kind を指定してください。',
    'The directory does not say which kind is insured. Give institution.kind.',
  ),
  'policies.number-unreadable': refusal(
    422,
    '番号は、文字と数字を含め、空白・ハイフン・スラッシュ・ピリオドのほかの記号を使わずに入力してください。',
    'Write the number with letters and digits; of other signs only spaces, hyphens, slashes and full stops.',
  ),
  'policies.number-folds-to-other': refusal(
    409,
    '空白やハイフンを除くと同じになる番号 {number} がすでにあります。登録済みのとおりに入力するか、番号を確かめてください。',
    'The number {number} is there already and differs only in spaces, hyphens or case. Write it as it is, or check the number.',
  ),
  'policies.certificate-taken': refusal(
    409,
    'この加入者証番号は、重なる期間に別の加入者（{name}）が使っています。番号を確かめてください。',
    'Another member ({name}) has this certificate number in an overlapping period. Check the number.',
  ),
  'policies.not-a-group': refusal(
    409,
    'この証券番号は団体契約ではなく、ほかの加入者（{name}）の契約です。証券番号を確かめてください。',
    'This number is no group policy; it is the contract of another member ({name}). Check the policy number.',
  ),
  'policies.contract-differs': refusal(
    409,
    '同じ証券番号の契約が、異なる内容で登録されています：{value}。登録済みの内容に合わせるか、証券番号を確かめてください。',
    'The contract of this number is there with another content: {value}. Write what is there, or check the policy number.',
  ),
  'policies.mid-term-outside-group': refusal(
    422,
    '中途加入は、団体契約だけです。',
    'Only a group policy can be joined mid-term.',
  ),
  'policies.not-with-group': refusal(
    422,
    '中途加入の期間は、始期日に続いている団体のほかの加入者の期間と同じ日に終わります。満期日を合わせてください。',
    'A member that joins mid-term ends on the day on which the periods of the group end that run at its inception. Use that day.',
  ),
  'policies.periods-overlap': refusal(
    409,
    'この医療機関には、重なる保険期間（{from}から{to}まで）があります。前の期間が終わる日からは始められます。',
    'The institution has cover from {from} to {to}, which overlaps. A period may begin on the day the one before ends.',
  ),
  'policies.overlap-held': refusal(
    409,
    '同時に登録された保険期間と重なるため、登録できません。一覧を確かめて、もう一度送信してください。',
    'A period that was entered at the same moment overlaps. Look at the list and send again.',
  ),
  'policies.certificate-held': refusal(
    409,
    '同時に登録された別の加入者が、この加入者証番号を使っています。番号を確かめて、もう一度送信してください。',
    'Another member that was entered at the same moment has this certificate number. Check the number and send again.',
  ),
  'policies.renewal-before-end': refusal(
    422,
    '更新後の始期日は、いまの保険期間が終わる日以後の日にしてください。',
    'A renewal begins on the day on which the period before ends, or later.',
  ),
  'policies.reason-needed': refusal(422, '理由を入力してください。', 'Give a reason.'),
  'policies.already-renewed': refusal(
    409,
    'この保険期間は、すでに更新されています。',
    'This period has been renewed already.',
  ),
  'policies.already-ended': refusal(
    409,
    'この保険期間は、すでに途中で終了しています。',
    'This period has been ended early already.',
  ),
  'policies.renewal-in-the-way': refusal(
    409,
    'この保険期間は更新されています。先に、更新後の期間をその始期日で終了してください。',
    'This period has been renewed. First end the renewal on its inception.',
  ),
  'policies.import-column-unknown': refusal(
    422,
    'この列名は分かりません：{column}。「sonae import policies --template」の列名を使うか、列を取り除いてください。',
    'There is no such column: {column}. Use the names of "sonae import policies --template", or take the column out.',
  ),
  'policies.import-column-twice': refusal(
    422,
    '同じ列が 2 つあります：{column}。一つにしてください。',
    'A column is there twice: {column}. Leave one of them.',
  ),
  'policies.import-column-missing': refusal(
    422,
    '必要な列がありません：{column}。1 行目を見出しの行にしてください。',
    'A column that is needed is missing: {column}. The first row has to be the heading.',
  ),
  'policies.import-unreadable': refusal(
    422,
    'この値は読めません。見本（--template）の書き方に直してください。',
    'This value is not readable. Write it as the template shows.',
  ),
  'policies.import-differs': refusal(
    409,
    'この保険期間は、異なる内容ですでに登録されています（登録済み：{value}）。登録済みの内容は、画面から訂正してください。',
    'This period is there already with another content ({value}). What is there is corrected in the system, not by an import.',
  ),
  'policies.nothing-to-correct': refusal(
    422,
    '加入者証番号（certificateNumber）か取決め（parameters）を指定してください。',
    'Name the certificate number or the contract parameters.',
  ),
  'terms.source-needed': refusal(
    422,
    '根拠となる資料（名称、日付、頁）を入力してください。',
    'Say where it is written: document, date, page.',
  ),
  'terms.no-such-contract': refusal(
    422,
    'この契約はありません。契約の id を確かめてください。',
    'There is no such contract. Check the id of the period.',
  ),
} as const satisfies Refusals;
