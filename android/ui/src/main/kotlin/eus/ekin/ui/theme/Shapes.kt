package eus.ekin.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.ui.unit.dp

/** Forms and measures. */
object Shapes {
    /** A card: the small corner at the bottom start is Ekin's signature. */
    val card = RoundedCornerShape(topStart = 20.dp, topEnd = 20.dp, bottomEnd = 20.dp, bottomStart = 4.dp)

    /** The top of a card, where its picture is. */
    val cardTop = RoundedCornerShape(topStart = 20.dp, topEnd = 20.dp)

    /** A tile of simple mode. */
    val tile = RoundedCornerShape(topStart = 28.dp, topEnd = 28.dp, bottomEnd = 28.dp, bottomStart = 6.dp)

    /** Controls and pills. */
    val control = RoundedCornerShape(14.dp)
}

/** Space between things. */
object Space {
    val xs = 4.dp
    val s = 8.dp
    val m = 12.dp
    val l = 16.dp
    val xl = 24.dp
}

/** Least sizes of what is touched. */
object Target {
    val least = 48.dp
    val primary = 56.dp
    val count = 64.dp
    val simple = 80.dp

    /** Longest line of text. */
    val text = 640.dp
}
