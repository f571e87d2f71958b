package eus.ekin.ui.theme

import androidx.compose.runtime.Immutable
import androidx.compose.ui.graphics.Color
import eus.ekin.core.ListingType

/** The colours of one theme, by role. What a role is for, and its contrast with the colours it meets, a test computes. */
@Immutable
class Tokens(
    val name: String,
    val isDark: Boolean,
    val isContrast: Boolean,
    val bg: Color,
    val surface: Color,
    val sunk: Color,
    val ink: Color,
    val inkSoft: Color,
    val line: Color,
    val edge: Color,
    val primary: Color,
    val onPrimary: Color,
    val primarySoft: Color,
    val onPrimarySoft: Color,
    val accent: Color,
    val onAccent: Color,
    val accentSoft: Color,
    val onAccentSoft: Color,
    val local: Color,
    val onLocal: Color,
    val sent: Color,
    val onSent: Color,
    val received: Color,
    val onReceived: Color,
    val refused: Color,
    val onRefused: Color,
    val conflict: Color,
    val onConflict: Color,
    val stale: Color,
    val onStale: Color,
    val focus: Color,
    val focusGap: Color,
    private val kinds: Map<ListingType, KindColours>,
) {
    /** Colours of a kind of listing. */
    fun kind(type: ListingType): KindColours = kinds.getValue(type.family)

    companion object {
        val all: List<Tokens> get() = listOf(Light, Dark, ContrastLight, ContrastDark)
    }
}

/** Tile, icon and stripes of a kind. */
@Immutable
class KindColours(val tile: Color, val icon: Color, val stripe: Color)

/** The seven kinds that have colours of their own; the others look like the nearest. */
val ListingType.family: ListingType
    get() = when (this) {
        ListingType.PROJECT -> ListingType.OFFER
        ListingType.CHALLENGE -> ListingType.ACTIVITY
        ListingType.OTHER -> ListingType.PARTNER
        else -> this
    }

private fun kinds(vararg colours: Pair<ListingType, Triple<Long, Long, Long>>) =
    colours.associate { (type, c) -> type to KindColours(Color(c.first), Color(c.second), Color(c.third)) }

val Light = Tokens(
    name = "light",
    isDark = false,
    isContrast = false,
    bg = Color(0xFFFAF6EE),
    surface = Color(0xFFFFFFFF),
    sunk = Color(0xFFF0E9DC),
    ink = Color(0xFF1D282C),
    inkSoft = Color(0xFF4B575B),
    line = Color(0xFFDDD3C3),
    edge = Color(0xFF7A7265),
    primary = Color(0xFF0C5460),
    onPrimary = Color(0xFFFFFFFF),
    primarySoft = Color(0xFFD3E7E9),
    onPrimarySoft = Color(0xFF07363F),
    accent = Color(0xFFA63A1E),
    onAccent = Color(0xFFFFFFFF),
    accentSoft = Color(0xFFFADFD4),
    onAccentSoft = Color(0xFF6B210E),
    local = Color(0xFFF6E2B3),
    onLocal = Color(0xFF4F3900),
    sent = Color(0xFFD9E6F6),
    onSent = Color(0xFF163C66),
    received = Color(0xFFD9ECD2),
    onReceived = Color(0xFF1E4B1F),
    refused = Color(0xFFFADAD6),
    onRefused = Color(0xFF7D1713),
    conflict = Color(0xFFECDDF1),
    onConflict = Color(0xFF532A61),
    stale = Color(0xFFE9E3D8),
    onStale = Color(0xFF4C4537),
    focus = Color(0xFF1D282C),
    focusGap = Color(0xFFFFFFFF),
    kinds = kinds(
        ListingType.ACTIVITY to Triple(0xFFD3E7E9, 0xFF0C5460, 0xFFB9D6D9),
        ListingType.NEED to Triple(0xFFFADFD4, 0xFFA63A1E, 0xFFF2C7B6),
        ListingType.OFFER to Triple(0xFFDDEBD3, 0xFF33632A, 0xFFC3D9B4),
        ListingType.LOAN to Triple(0xFFF6E2B3, 0xFF6B4E00, 0xFFEACD88),
        ListingType.PLACE to Triple(0xFFD9E6F6, 0xFF1F4E85, 0xFFBFD4EE),
        ListingType.PRACTICE to Triple(0xFFECDDF1, 0xFF6B3A7A, 0xFFDCC5E5),
        ListingType.PARTNER to Triple(0xFFE9E3D8, 0xFF564C3B, 0xFFD6CDBC),
    ),
)

val Dark = Tokens(
    name = "dark",
    isDark = true,
    isContrast = false,
    bg = Color(0xFF11181A),
    surface = Color(0xFF1A2326),
    sunk = Color(0xFF0C1214),
    ink = Color(0xFFF3EEE4),
    inkSoft = Color(0xFFB8C0BF),
    line = Color(0xFF344145),
    edge = Color(0xFF859194),
    primary = Color(0xFF83CDD8),
    onPrimary = Color(0xFF06303A),
    primarySoft = Color(0xFF12424D),
    onPrimarySoft = Color(0xFFCFEFF4),
    accent = Color(0xFFFFA383),
    onAccent = Color(0xFF4A1407),
    accentSoft = Color(0xFF5A2415),
    onAccentSoft = Color(0xFFFFDCCF),
    local = Color(0xFF4A3810),
    onLocal = Color(0xFFFBE3AE),
    sent = Color(0xFF1C3A5A),
    onSent = Color(0xFFD3E5FA),
    received = Color(0xFF1F4322),
    onReceived = Color(0xFFD3EFCB),
    refused = Color(0xFF5F1F1B),
    onRefused = Color(0xFFFFDAD5),
    conflict = Color(0xFF46294F),
    onConflict = Color(0xFFF1DDF7),
    stale = Color(0xFF363429),
    onStale = Color(0xFFEAE3D3),
    focus = Color(0xFFF3EEE4),
    focusGap = Color(0xFF11181A),
    kinds = kinds(
        ListingType.ACTIVITY to Triple(0xFF12424D, 0xFF83CDD8, 0xFF1B5562),
        ListingType.NEED to Triple(0xFF5A2415, 0xFFFFA383, 0xFF70301F),
        ListingType.OFFER to Triple(0xFF24421F, 0xFFA9D99A, 0xFF30552A),
        ListingType.LOAN to Triple(0xFF4A3810, 0xFFF2CC6B, 0xFF5E491A),
        ListingType.PLACE to Triple(0xFF1C3A5A, 0xFFA5CBF7, 0xFF274B72),
        ListingType.PRACTICE to Triple(0xFF46294F, 0xFFDDB3EA, 0xFF593765),
        ListingType.PARTNER to Triple(0xFF363429, 0xFFD6CBB4, 0xFF464337),
    ),
)

val ContrastLight = Tokens(
    name = "contrastLight",
    isDark = false,
    isContrast = true,
    bg = Color(0xFFFFFFFF),
    surface = Color(0xFFFFFFFF),
    sunk = Color(0xFFFFFFFF),
    ink = Color(0xFF000000),
    inkSoft = Color(0xFF24292B),
    line = Color(0xFF000000),
    edge = Color(0xFF000000),
    primary = Color(0xFF003B46),
    onPrimary = Color(0xFFFFFFFF),
    primarySoft = Color(0xFFFFFFFF),
    onPrimarySoft = Color(0xFF003B46),
    accent = Color(0xFF7A1F08),
    onAccent = Color(0xFFFFFFFF),
    accentSoft = Color(0xFFFFFFFF),
    onAccentSoft = Color(0xFF7A1F08),
    local = Color(0xFFFFFFFF),
    onLocal = Color(0xFF4A3400),
    sent = Color(0xFFFFFFFF),
    onSent = Color(0xFF0B2E58),
    received = Color(0xFFFFFFFF),
    onReceived = Color(0xFF103D12),
    refused = Color(0xFFFFFFFF),
    onRefused = Color(0xFF7A0B08),
    conflict = Color(0xFFFFFFFF),
    onConflict = Color(0xFF451B54),
    stale = Color(0xFFFFFFFF),
    onStale = Color(0xFF33302A),
    focus = Color(0xFF000000),
    focusGap = Color(0xFFFFE14D),
    kinds = kinds(
        ListingType.ACTIVITY to Triple(0xFFFFFFFF, 0xFF0C5460, 0xFFFFFFFF),
        ListingType.NEED to Triple(0xFFFFFFFF, 0xFFA63A1E, 0xFFFFFFFF),
        ListingType.OFFER to Triple(0xFFFFFFFF, 0xFF33632A, 0xFFFFFFFF),
        ListingType.LOAN to Triple(0xFFFFFFFF, 0xFF6B4E00, 0xFFFFFFFF),
        ListingType.PLACE to Triple(0xFFFFFFFF, 0xFF1F4E85, 0xFFFFFFFF),
        ListingType.PRACTICE to Triple(0xFFFFFFFF, 0xFF6B3A7A, 0xFFFFFFFF),
        ListingType.PARTNER to Triple(0xFFFFFFFF, 0xFF564C3B, 0xFFFFFFFF),
    ),
)

val ContrastDark = Tokens(
    name = "contrastDark",
    isDark = true,
    isContrast = true,
    bg = Color(0xFF000000),
    surface = Color(0xFF000000),
    sunk = Color(0xFF000000),
    ink = Color(0xFFFFFFFF),
    inkSoft = Color(0xFFE3E7E6),
    line = Color(0xFFFFFFFF),
    edge = Color(0xFFFFFFFF),
    primary = Color(0xFF8FE3EF),
    onPrimary = Color(0xFF000000),
    primarySoft = Color(0xFF000000),
    onPrimarySoft = Color(0xFF8FE3EF),
    accent = Color(0xFFFFB59B),
    onAccent = Color(0xFF000000),
    accentSoft = Color(0xFF000000),
    onAccentSoft = Color(0xFFFFB59B),
    local = Color(0xFF000000),
    onLocal = Color(0xFFFFDE8A),
    sent = Color(0xFF000000),
    onSent = Color(0xFFB9D8FF),
    received = Color(0xFF000000),
    onReceived = Color(0xFFB5ECA8),
    refused = Color(0xFF000000),
    onRefused = Color(0xFFFFB4AC),
    conflict = Color(0xFF000000),
    onConflict = Color(0xFFEBC4F7),
    stale = Color(0xFF000000),
    onStale = Color(0xFFE9DFC6),
    focus = Color(0xFFFFE14D),
    focusGap = Color(0xFF000000),
    kinds = kinds(
        ListingType.ACTIVITY to Triple(0xFF000000, 0xFF83CDD8, 0xFF000000),
        ListingType.NEED to Triple(0xFF000000, 0xFFFFA383, 0xFF000000),
        ListingType.OFFER to Triple(0xFF000000, 0xFFA9D99A, 0xFF000000),
        ListingType.LOAN to Triple(0xFF000000, 0xFFF2CC6B, 0xFF000000),
        ListingType.PLACE to Triple(0xFF000000, 0xFFA5CBF7, 0xFF000000),
        ListingType.PRACTICE to Triple(0xFF000000, 0xFFDDB3EA, 0xFF000000),
        ListingType.PARTNER to Triple(0xFF000000, 0xFFD6CBB4, 0xFF000000),
    ),
)
