package eus.ekin.app

import android.content.Context
import android.content.Intent
import android.net.Uri
import eus.ekin.client.Words
import eus.ekin.core.Say
import eus.ekin.core.WayKind
import eus.ekin.core.WayToAnswer

/** The scheme of Ekin's links. */
private const val SCHEME = "ekin"

/** The link that an intent brings: one that was opened, or a text with one in it that somebody shared. What it is worth, the core says. */
fun linkOf(intent: Intent?): String? = when (intent?.action) {
    Intent.ACTION_VIEW -> intent.dataString?.takeIf { intent.scheme.equals(SCHEME, ignoreCase = true) }
    Intent.ACTION_SEND -> intent.getStringExtra(Intent.EXTRA_TEXT)?.split(Regex("\\s+"))?.firstOrNull { it.startsWith("$SCHEME:", ignoreCase = true) }
    else -> null
}

/** What opens a number, a mail or a page. A number is only typed: the person presses the call. */
fun intentOf(way: WayToAnswer): Intent = when (way.kind) {
    WayKind.PHONE -> Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", way.value.filter { it.isDigit() || it == '+' }, null))
    WayKind.EMAIL -> Intent(Intent.ACTION_SENDTO, Uri.fromParts("mailto", way.value, null))
    WayKind.WEB -> Intent(Intent.ACTION_VIEW, Uri.parse(way.value))
}

/** The share sheet with a text. */
fun shareText(context: Context, text: String, words: Words) {
    val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
    context.startActivity(Intent.createChooser(send, words[Say.shareWith()]).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
}
