## Not yet re-read by a speaker

field-problem = Campo: { $field }. { $problem }
field-problem-at = Línea { $line }: { $problem }
problem-missing = falta este dato. Añádalo.
problem-empty = no tiene texto. Escríbalo o quite este campo.
problem-too-long = { $actual } caracteres; el límite es { $max }. Acórtelo.
problem-too-many = { $max ->
    [0] aquí no se acepta ninguno. Quítelos.
    [one] solo se acepta 1. Quite los demás.
   *[other] se aceptan { $max } como máximo. Quite los demás.
 }
problem-language-tag = « { $tag } » no es un código de idioma. Escriba por ejemplo fr, eu o es.
problem-original-lacks = el idioma original es « { $tag } » y no hay título en ese idioma. Añada el título o cambie el idioma original.
problem-date = « { $value } » no es una fecha. Escriba 2026-11-22, o 2026-11-22T14:30 con la hora.
problem-end-before-start = el final es anterior al comienzo. Corrija uno de los dos.
problem-mixed-dates = uno tiene hora y el otro no. Ponga la hora en los dos o en ninguno.
problem-rrule = Ekin no entiende esta repetición: { $value }. Escríbala así: FREQ=WEEKLY;BYDAY=SA.
problem-rrule-long = esta repetición da más de { $max } fechas. Añada un final con UNTIL o COUNT.
problem-time-zone = « { $value } » no es una zona horaria conocida. Escriba por ejemplo Europe/Madrid.
problem-position = la latitud va de -90 a 90 y la longitud de -180 a 180. Compruebe los dos números.
problem-position-half = falta la latitud o la longitud. Dé las dos o ninguna.
problem-url = « { $value } » no es una dirección web. Empieza por https://.
problem-email = « { $value } » no es un correo electrónico. Compruebe el signo @.
problem-phone = « { $value } » no es un número de teléfono. Deje las cifras y el signo +.
problem-country = « { $value } » no es un código de país. Escriba dos letras: FR o ES.
problem-price-order = el precio más bajo supera al más alto. Intercámbielos.
problem-price-free = gratuito y un precio no van juntos. Quite uno de los dos.
problem-age-order = la edad más baja supera a la más alta. Intercámbielas.
problem-capacity = ese número de plazas es demasiado grande. Compruébelo.
problem-control-character = contiene un carácter invisible no permitido. Quítelo.
problem-choice = « { $value } » no se acepta. Elija entre: { $values }.
problem-unknown-field = Ekin no conoce el campo « { $name } ». Quítelo o corrija el nombre.
problem-number = « { $value } » no es un número. Escríbalo con cifras.
problem-yes-no = « { $value } » no es ni sí ni no. Escriba true o false.
problem-too-large = el anuncio completo supera { $max }. Acorte el texto.
problem-image-alt = diga qué se ve en la imagen.
problem-edit-form = escriba CAMPO=VALOR, por ejemplo status=cancelled o title.es=Baile.
problem-when-lacks = Falta el día, la hora o el lugar. Añádalo y envíelo otra vez.
