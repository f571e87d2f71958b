## Not yet re-read by a speaker

recovery-write-down = Escriba este código en papel. Sin él, nadie puede recuperar el acceso. Nosotros tampoco.
recovery-count = El código tiene 12 palabras. Palabras escritas aquí: { $n }. Copie toda la hoja.
recovery-word-guess = La palabra número { $place } no está en la lista. ¿Es « { $word } »? Compruébela en el papel.
recovery-word-unknown = La palabra número { $place } no está en la lista. Compruébela en el papel.
recovery-word-short = La palabra número { $place } es demasiado corta: varias palabras empiezan así. Escríbala entera.
recovery-check = Estas 12 palabras no van juntas. Una palabra es otra, o el orden ha cambiado. Vuelva a leer el papel.
recovery-newer = Este código necesita una versión más reciente de Ekin. Actualice la aplicación.
recovery-differ = Palabras que no son las del código: { $places }. Corríjalas, también en el papel.
recovery-memory = A este teléfono le falta memoria para abrir el código. Cierre las otras aplicaciones y vuelva a intentarlo.
recovery-other-language = La palabra número { $place } es una palabra { $word }; las demás son palabras { $others }. Un código está en un solo idioma: compruébelo en el papel.
recovery-check-word = Estas 12 palabras no van juntas. La palabra número { $place } puede ser « { $word } ». Compruébelo en el papel.
recovery-check-swapped = Estas 12 palabras no van juntas. Las palabras { $first } y { $second } pueden estar cambiadas de sitio. Compruébelo en el papel.
recovery-language-fr = en francés
recovery-language-eu = en euskera
recovery-language-es = en español
recovery-none = En este dispositivo no se ha hecho ningún código de recuperación. Haga uno con « ekin recovery make ».
recovery-other = No es el código que este dispositivo mostró por última vez. Tome el papel correcto, o haga otro código con « ekin recovery make ».
recovery-nothing = Este dispositivo no es responsable principal de ningún espacio que tenga un servidor. No hay nada que recuperar.
recovery-no-sheet = Este enlace no dice dónde están los espacios. Tome el enlace de la hoja, o una invitación al espacio.
recovery-not-asked = El servidor aún no ha respondido. Con red, escriba el código de nuevo.
recovery-not-this-space = Este código no abre este espacio. Es otro código, un código sustituido, o el espacio de otro servidor.
cli-recovery = El código de recuperación en papel
cli-recovery-make = Mostrar un código nuevo, para escribirlo en papel
cli-recovery-try = Escribir el código leído en el papel, para que cuente
cli-recovery-use = En un dispositivo nuevo: recuperar sus espacios con el código
cli-recovery-show = Cómo está el código, y la hoja que se guarda con él
cli-recovery-words = Las 12 palabras; sin ellas, se leen de la entrada
cli-recovery-link = Enlace de la hoja, o invitación al espacio
cli-recovery-relay = Dirección del servidor del espacio, con --space
cli-recovery-space = Identificador entero del espacio, con --relay
cli-recovery-lost = Quitar también el dispositivo perdido de cada espacio
recovery-code-is = Código de recuperación:
recovery-now-try = Aún no cuenta. Escríbalo, y después ponga « ekin recovery try » y las palabras leídas en el papel.
recovery-sheet = Para guardar con el papel. Este enlace dice dónde están los espacios, y no abre nada:
recovery-counts = { $spaces ->
    [0] El código es correcto. Aún no protege ningún espacio
    [one] El código es correcto. Protegerá { $spaces } espacio cuando el servidor lo reciba
   *[other] El código es correcto. Protegerá { $spaces } espacios cuando el servidor lo reciba
 }
recovery-still-right = El código es correcto. Ya contaba.
recovery-read-in = Las palabras están { $language }: es el mismo código.
recovery-state-none = No hay código de recuperación en este dispositivo. Haga uno con « ekin recovery make ».
recovery-state-shown = Se mostró un código y aún no se ha probado: no cuenta. Ponga « ekin recovery try ».
recovery-state-tried = Se ha probado un código. « ekin space list » dice qué espacios protege.
recovery-back = Espacio recuperado: { $name }. Este dispositivo es su responsable principal.
recovery-not-back = Espacio no recuperado: { $name }. { $why }
recovery-remove-lost = El dispositivo perdido sigue ahí. Espacio: { $name }. Quítelo con « ekin member remove { $n } ».
space-one-owner = Un solo dispositivo es responsable principal. Añada otro con « ekin space link --role owner ».
space-unprotected = No está protegido por un código de recuperación. Haga uno con « ekin recovery make », y pruébelo.
space-protected = Protegido por un código de recuperación en papel.
space-recovering = Aún no recuperado: escriba el código de recuperación con red.
error-time-over = Su tiempo en este espacio ha terminado. No ha cambiado nada. Pida a la persona responsable que le invite de nuevo.
error-locked = { $name }: demasiado tiempo sin red, está cerrado en este dispositivo. Sus envíos están guardados. Conéctese y ejecute « ekin sync ».
cli-member-key = Dar una clave nueva al espacio
member-new-key = Clave nueva pedida. Cada miembro la tendrá cuando el servidor la reciba.
space-misfit = La clave entregada a este dispositivo no abre el espacio. No se ha perdido nada. Pida una clave nueva a la persona responsable: ella lanza « ekin member key ».
member-show-link = Muestre este enlace al dispositivo añadido, para « ekin space join ». Dice dónde está el espacio, y no abre nada:
cli-doc-refused = Lo que se rechazó, guardado aquí para entregarlo a alguien
doc-refused-none = Aquí no se ha rechazado nada.
