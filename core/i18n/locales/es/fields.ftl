## Not yet re-read by a speaker

field-problem = Campo: { $field }. { $problem }
field-problem-at = Línea { $line }: { $problem }
problem-missing = falta este dato. Añádalo.
problem-too-long = { $actual } caracteres; el límite es { $max }. Acórtelo.
problem-too-many = { $max ->
    [0] aquí no se acepta ninguno. Quítelos.
    [one] solo se acepta 1. Quite los demás.
   *[other] se aceptan { $max } como máximo. Quite los demás.
 }
problem-form-language = « { $tag } » no es un código de idioma. Escriba por ejemplo fr, eu o es.
problem-form-moment = « { $value } » no es una fecha. Escriba 2026-11-22, o 2026-11-22T14:30 con la hora.
problem-end-before-start = el final es anterior al comienzo. Corrija uno de los dos.
problem-mixed-forms = uno tiene hora y el otro no. Ponga la hora en los dos o en ninguno.
problem-unknown-zone = « { $value } » no es una zona horaria conocida. Escriba por ejemplo Europe/Madrid.
problem-half-point = falta la latitud o la longitud. Dé las dos o ninguna.
problem-form-web-address = « { $value } » no es una dirección web. Empieza por https://.
problem-form-email = « { $value } » no es un correo electrónico. Compruebe el signo @.
problem-form-phone = « { $value } » no es un número de teléfono. Deje las cifras y el signo +.
problem-form-country = « { $value } » no es un código de país. Escriba dos letras: FR o ES.
problem-free-with-price = gratuito y un precio no van juntos. Quite uno de los dos.
problem-form-choice = « { $value } » no se acepta. Elija entre: { $values }.
problem-unknown-field = Ekin no conoce el campo « { $name } ». Quítelo o corrija el nombre.
problem-form-number = « { $value } » no es un número. Escríbalo con cifras.
problem-form-yes-no = « { $value } » no es ni sí ni no. Escriba yes o no.
problem-too-large-together = el anuncio completo supera { $max }. Acorte el texto.
problem-image-alt = diga qué se ve en la imagen.
problem-edit-form = escriba CAMPO=VALOR, por ejemplo status=cancelled o title.es=Baile.
problem-when-lacks = Falta el día, la hora o el lugar. Añádalo y envíelo otra vez.
problem-control-character = hay un carácter invisible no permitido en el lugar { $position }. Quítelo.
problem-out-of-range = { $given } no vale: debe ser un número de { $min } a { $max }.
problem-max-below-min = el valor mayor es inferior al menor. Intercámbielos.
problem-read-only = lo ha escrito una versión más reciente. Puede leerlo. Actualice Ekin para modificarlo.
problem-not-editable = esta orden no puede cambiar este campo.
problem-form-date-or-instant = « { $value } » no es una fecha. Escriba 2026-11-22, o 2026-11-22T14:30:00Z.
problem-form-zone = « { $value } » no es una zona horaria. Escriba por ejemplo Europe/Madrid.
problem-form-name = « { $value } » no es un nombre corto. Deje las letras sin acento, las cifras y los signos - _ .
problem-form-degrees = « { $value } » no es una posición en grados. Escriba por ejemplo 43.4929.
problem-form-yes-no-unsaid = « { $value } » no vale aquí. Escriba yes, no o unsaid.
problem-form-answer = « { $value } » no dice cómo responder. Escriba url=…, phone=… o email=….
problem-rule-too-long = la repetición es demasiado larga. El límite es de { $max } caracteres.
problem-rule-part = Ekin no conoce esta parte de la repetición, o está dos veces: { $name }
problem-rule-value = esta parte de la repetición tiene un valor que no vale: { $name }
problem-rule-too-fine = una actividad no se repite cada hora. Repita por días o más.
problem-rule-until-before-start = la repetición acaba antes de empezar. Corrija UNTIL.
problem-rule-count-and-until = COUNT y UNTIL no van juntos. Quite uno de los dos.
problem-rule-contradiction = las partes de la repetición se contradicen: ninguna fecha vale. Corríjala.
problem-original-untitled = ningún título está en la lengua original. Añada ese título o cambie la lengua original.
problem-rule-form = Ekin no entiende esta repetición. Escríbala como FREQ=WEEKLY;BYDAY=SA.
problem-form-part = este campo tiene varias partes. Nombre una, como las muestra « ekin schema »: CAMPO.PARTE=VALOR.
problem-form-schema = este valor no tiene la forma esperada. « ekin schema » la describe.
problem-form-answer-none = diga cómo responder: answer.url=…, answer.phone=… o answer.email=….
