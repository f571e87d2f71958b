package eus.ekin.ui

import androidx.compose.ui.graphics.Color
import eus.ekin.core.ListingType
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.theme.family
import kotlin.math.pow
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** Contrast of every pair of colours that meets, computed as WCAG 2.2 says: 4.5 for text (7 in high contrast), 3 for borders and icons. */
class ContrastTest {
    @Test
    fun `every pair of every theme is over its floor`() {
        val faults = Tokens.all.flatMap { tokens ->
            val text = if (tokens.isContrast) 7.0 else 4.5
            texts(tokens).filter { (_, ink, ground) -> ratio(ink, ground) < text }.map { "${tokens.name} text ${it.first}: ${ratio(it.second, it.third)}" } +
                marks(tokens).filter { (_, ink, ground) -> ratio(ink, ground) < 3.0 }.map { "${tokens.name} mark ${it.first}: ${ratio(it.second, it.third)}" }
        }
        assertEquals(emptyList<String>(), faults)
    }

    /** Simple mode is for everybody: WCAG 2.2's enhanced contrast (1.4.6, AAA), 7 for all of its text, which is large anyhow. */
    @Test
    fun `text of simple mode is over 7 in every theme`() {
        val faults = Tokens.all.flatMap { t ->
            val tiles = kinds.map { kind -> Triple("ink on $kind", t.ink, if (t.isContrast) t.surface else t.kind(kind).tile) }
            val pages = listOf(t.bg, t.surface).map { Triple("ink", t.ink, it) } + Triple("marked", t.onPrimary, t.primary)
            (tiles + pages).filter { (_, ink, ground) -> ratio(ink, ground) < 7.0 }.map { "${t.name} ${it.first}: ${ratio(it.second, it.third)}" }
        }
        assertEquals(emptyList<String>(), faults)
    }

    @Test
    fun `the ratio is that of the standard`() {
        assertEquals(21.0, ratio(Color.Black, Color.White), 0.01)
        assertEquals(14.0, ratio(Color(0xFF1D282C), Color(0xFFFAF6EE)), 0.05)
    }

    private fun texts(t: Tokens) = listOf(t.bg, t.surface, t.sunk).flatMap { ground ->
        listOf(Triple("ink", t.ink, ground), Triple("inkSoft", t.inkSoft, ground), Triple("onRefused", t.onRefused, ground))
    } + listOf(
        Triple("primary", t.onPrimary, t.primary), Triple("primarySoft", t.onPrimarySoft, t.primarySoft),
        Triple("accent", t.onAccent, t.accent), Triple("accent on surface", t.accent, t.surface),
        Triple("primary on bg", t.primary, t.bg), Triple("received on surface", t.onReceived, t.surface),
        Triple("local", t.onLocal, t.local), Triple("sent", t.onSent, t.sent), Triple("received", t.onReceived, t.received),
        Triple("refused", t.onRefused, t.refused), Triple("conflict", t.onConflict, t.conflict), Triple("stale", t.onStale, t.stale),
    ) + kinds.flatMap { kind ->
        // In high contrast the word of a kind is ink.
        val word = if (t.isContrast) t.ink else t.kind(kind).icon
        listOf(Triple("$kind word", word, t.surface), Triple("$kind ink", t.ink, t.kind(kind).tile))
    }

    private fun marks(t: Tokens) = listOf(t.bg, t.surface, t.sunk).map { Triple("edge", t.edge, it) } +
        kinds.map { Triple("$it icon", t.kind(it).icon, t.kind(it).tile) } +
        // Of the ring and its gap one stands out, whatever is below.
        listOf(t.bg, t.surface, t.primary, t.accent).map { ground ->
            Triple("focus", if (ratio(t.focus, ground) > ratio(t.focusGap, ground)) t.focus else t.focusGap, ground)
        }

    private val kinds = ListingType.entries.map { it.family }.distinct()

    private fun ratio(a: Color, b: Color): Double {
        val (light, dark) = listOf(luminance(a), luminance(b)).sortedDescending()
        return (light + 0.05) / (dark + 0.05)
    }

    private fun luminance(c: Color): Double {
        val (r, g, b) = listOf(c.red, c.green, c.blue).map { if (it <= 0.04045f) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}
