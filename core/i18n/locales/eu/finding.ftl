## Not yet re-read by a speaker

need-heading = Nire beharretarako:
need-wheelchair = Gurpil-aulkia
need-near = Hurbil ({ $km } km)
need-free = Doan
need-hearing-loop = Begizta magnetikoa, edo gorrentzako sarbidea
need-companion = Laguntzailearentzako tokia
need-other = beste behar bat
need-said-yes = { $need }: bai
need-said-no = { $need }: ez
need-said-nothing = { $need }: ez dakigu
need-unsaid-count = { $n ->
    [0] Iragarki guztiek diote: { $need }
    [one] Iragarki batek ez du esaten: { $need }
   *[other] { $n } iragarkik ez dute esaten: { $need }
 }
need-unsaid-show = Ikusteko: --unsaid
need-less = { $n ->
    [0] « { $need } » gabe: iragarkirik ez
    [one] « { $need } » gabe: iragarki { $n }
   *[other] « { $need } » gabe: { $n } iragarki
 }
need-none = Esan zer behar duzun: « ekin needs set ». Gailu honetan geratzen da.
need-kept = Gailu honetan gordeta, eta hemen bakarrik.
need-forgotten = Behar horiek ez daude gordeta.
match-about = Honi buruz: { $words }
match-dislike = Kontuz, pertsonak ez du gustuko: { $words }
match-distance = { $km } kilometrora
match-same-day = Egun berean
match-none = Oraingoz ezer ez dator bat.
match-reasons = Ordena data da, gero distantzia. Ez da inor sailkatzen.
week-heading = Astea: { $first } – { $last }
week-empty-day = Egun horretan ezer ez.
week-empty = Aste honetan ez dago ezer.
week-answer = { $name }: { $answer }
fresh-as-of = Azken eguneratzea: { $when }.
fresh-stale = Azken eguneratzea: { $when }. Abiatu aurretik, egiaztatu.
fresh-never = Iragarkiak oraindik ez dira iritsi. Abiarazi « ekin sync » sarearekin.
cli-search-for-me = Nire beharretarako: behar bakoitzak « bai » izan behar du
cli-search-unsaid = Nire beharretarako, baina zerbait esan gabe dagoela
cli-agenda-week = Egun horren astea, zazpi egun, erantzunekin
cli-needs = Zer behar duzun, gailu honetan bakarrik gordeta
cli-needs-show = Gordeta dagoena
cli-needs-set = Gorde behar hauek, besteen ordez
cli-needs-forget = Ez gorde ezer
cli-needs-word = Beharra
cli-match = Norbaitek nahi duenari buruzko iragarkiak, arrazoiekin
cli-match-words = Hitzak: zeri buruzkoa den bilatzen duzuna
cli-match-person = Pertsona honentzat, haren orriaren arabera
cli-match-ad = Iragarki honentzat: identifikatzailearen hasiera
