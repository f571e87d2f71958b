## Not yet re-read by a speaker

reminder-soon = Pronto, a las { $time }: { $what }
reminder-tomorrow = Mañana, a las { $time }: { $what }
reminder-today = Hoy, a las { $time }: { $what }
reminder-tomorrow-day = Mañana: { $what }
reminder-today-day = Hoy: { $what }
reminder-due-tomorrow = Hay que devolverlo mañana: { $what }
reminder-due-today = Hay que devolverlo hoy: { $what }
reminder-at = { $when } · { $text }
reminder-none = No hay recordatorios. Guarde un anuncio con « ekin save ».
reminder-quiet = Horas de descanso: de { $from } a { $to }. No suena nada.
reminder-no-quiet = Sin horas de descanso.
reminder-quiet-form = Escriba las horas de descanso así: 21:00-08:00, o none.
alert-heading = { $n ->
    [0] No ha cambiado nada de lo guardado.
    [one] Ha cambiado { $n } anuncio guardado:
   *[other] Han cambiado { $n } anuncios guardados:
 }
alert-cancelled = Cancelado. No vaya.
alert-postponed = Aplazado. No vaya ese día.
alert-withdrawn = Anuncio retirado. Compruébelo antes de salir.
alert-takes-place = Se hace de nuevo.
alert-online = Pasa a ser en línea: no se desplace.
alert-full = Completo.
alert-moved = Ha cambiado la fecha o la hora (antes: { $before }).
alert-dated = Ha cambiado la fecha o la hora.
alert-elsewhere = Ha cambiado el lugar (antes: { $before }).
alert-placed = Se ha precisado el lugar.
cli-reminders = Los recordatorios de este dispositivo, como los daría un teléfono
cli-reminders-quiet = Horas de descanso: 21:00-08:00, o none
