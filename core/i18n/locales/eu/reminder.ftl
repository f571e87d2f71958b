## Not yet re-read by a speaker

reminder-soon = Laster, { $time }: { $what }
reminder-tomorrow = Bihar, { $time }: { $what }
reminder-today = Gaur, { $time }: { $what }
reminder-tomorrow-day = Bihar: { $what }
reminder-today-day = Gaur: { $what }
reminder-due-tomorrow = Bihar itzultzekoa: { $what }
reminder-due-today = Gaur itzultzekoa: { $what }
reminder-at = { $when } · { $text }
reminder-none = Ez dago gogorarazpenik. Gorde iragarki bat « ekin save » erabiliz.
reminder-quiet = Ordu lasaiak: { $from } – { $to }. Ezer ez da entzuten.
reminder-no-quiet = Ez dago ordu lasairik.
reminder-quiet-form = Idatzi ordu lasaiak honela: 21:00-08:00, edo none.
alert-heading = { $n ->
    [0] Ez da ezer aldatu gordetakoan.
    [one] Gordetako iragarki bat aldatu da:
   *[other] Gordetako { $n } iragarki aldatu dira:
 }
alert-cancelled = Bertan behera utzita. Ez joan.
alert-postponed = Atzeratuta. Ez joan egun horretan.
alert-withdrawn = Iragarkia kenduta. Egiaztatu abiatu aurretik.
alert-takes-place = Berriro egingo da.
alert-online = Sarera aldatuta: ez joan lekura.
alert-full = Beteta.
alert-moved = Data edo ordua aldatuta. Lehen: { $before }
alert-dated = Data edo ordua aldatuta.
alert-elsewhere = Lekua aldatuta. Lehen: { $before }
alert-placed = Lekua zehaztuta.
cli-reminders = Gailu honen gogorarazpenak, telefono batek emango lituzkeen bezala
cli-reminders-quiet = Ordu lasaiak: 21:00-08:00, edo none
