package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.withFrameNanos
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.onFocusChanged
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.input.OffsetMapping
import androidx.compose.ui.text.input.TransformedText
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target

/** How a button looks. */
enum class Weight {
    /** The one thing that a screen is for. */
    PRIMARY,

    /** To write something: pepper red. */
    ACCENT,

    /** Anything else. */
    QUIET,
}

/**
 * A button: an icon, maybe, and words. It is never greyed out: pressed, it says what lacks. [says] is the whole of it for who does not
 * see beside what it stands.
 */
@Composable
fun Button(
    words: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    weight: Weight = Weight.PRIMARY,
    icon: ImageVector? = null,
    edge: Color? = null,
    height: Dp = Target.primary,
    says: String? = null,
) {
    val tokens = Ekin.tokens
    val (ground, ink) = when (weight) {
        Weight.PRIMARY -> tokens.primary to tokens.onPrimary
        Weight.ACCENT -> tokens.accent to tokens.onAccent
        Weight.QUIET -> tokens.surface to tokens.ink
    }
    val border = if (weight == Weight.QUIET) Modifier.border(2.dp, edge ?: tokens.edge, Shapes.control) else Modifier
    Row(
        modifier
            .clip(Shapes.control)
            .background(ground)
            .then(border)
            .clickable(role = Role.Button, onClick = onClick)
            .then(if (says == null) Modifier else Modifier.semantics { contentDescription = says })
            .defaultMinSize(minHeight = height)
            .padding(horizontal = Space.l, vertical = Space.m),
        Arrangement.spacedBy(Space.s, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) {
        if (icon != null) Picture(icon, ink, Modifier.size(22.dp.grown))
        val alone = if (says == null) Modifier else Modifier.clearAndSetSemantics {}
        Say(words, Ekin.type.button, Modifier.weight(1f, fill = false).then(alone).hugging(), ink, TextAlign.Center)
    }
}

/** A button that is an icon alone, with the words that a reader of the screen says. */
@Composable
fun IconButton(icon: ImageVector, label: String, onClick: () -> Unit, modifier: Modifier = Modifier) = Box(
    modifier
        .clip(Shapes.control)
        .clickable(role = Role.Button, onClick = onClick)
        .semantics { contentDescription = label }
        .size(Target.least),
    Alignment.Center,
) { Picture(icon, Ekin.tokens.ink) }

/** The same with its word beside it, where there is room. */
@Composable
fun IconAndWord(icon: ImageVector, word: String, onClick: () -> Unit) = Row(
    Modifier
        .clip(Shapes.control)
        .clickable(role = Role.Button, onClick = onClick)
        .defaultMinSize(minHeight = Target.least)
        .padding(horizontal = Space.s),
    Arrangement.spacedBy(Space.s),
    Alignment.CenterVertically,
) {
    Picture(icon, Ekin.tokens.ink)
    Say(word, Ekin.type.smallStrong)
}

/** A filter: on or off. */
@Composable
fun Chip(words: String, chosen: Boolean, onToggle: (Boolean) -> Unit, icon: ImageVector, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    val ink = if (chosen) tokens.onPrimarySoft else tokens.ink
    Row(
        modifier.chip(if (chosen) tokens.primarySoft else tokens.surface, if (chosen) tokens.primary else tokens.edge) {
            toggleable(chosen, role = Role.Checkbox, onValueChange = onToggle)
        },
        Arrangement.spacedBy(Space.s),
        Alignment.CenterVertically,
    ) { Inside(words, if (chosen) Icons.CheckBold else icon, ink) }
}

/** A way to more filters, which looks as they do. */
@Composable
fun Chip(words: String, onClick: () -> Unit, icon: ImageVector, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    Row(
        modifier.chip(tokens.surface, tokens.edge) { clickable(role = Role.Button, onClick = onClick) },
        Arrangement.spacedBy(Space.s),
        Alignment.CenterVertically,
    ) { Inside(words, icon, tokens.ink) }
}

private fun Modifier.chip(ground: Color, edge: Color, touch: Modifier.() -> Modifier) =
    clip(Shapes.control)
        .background(ground)
        .border(2.dp, edge, Shapes.control)
        .touch()
        .defaultMinSize(minHeight = Target.least)
        .padding(horizontal = 14.dp, vertical = Space.s)

@Composable
private fun RowScope.Inside(words: String, icon: ImageVector, ink: Color) {
    Picture(icon, ink, Modifier.size(20.dp.grown))
    Say(words, Ekin.type.smallStrong, Modifier.weight(1f, fill = false), ink)
}

/** One of several, of which one is chosen; [wide] where they stand below one another. */
@Composable
fun Choice(
    words: String,
    chosen: Boolean,
    onChoose: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    wide: Boolean = false,
) {
    val tokens = Ekin.tokens
    val ink = if (chosen) tokens.onPrimarySoft else tokens.ink
    Row(
        modifier
            .then(if (wide) Modifier.fillMaxWidth() else Modifier)
            .clip(Shapes.control)
            .background(if (chosen) tokens.primarySoft else tokens.surface)
            .border(2.dp, if (chosen) tokens.primary else tokens.edge, Shapes.control)
            .selectable(chosen, role = Role.RadioButton, onClick = onChoose)
            .defaultMinSize(minHeight = Target.primary)
            .padding(horizontal = Space.l, vertical = Space.m),
        Arrangement.spacedBy(Space.m),
        Alignment.CenterVertically,
    ) {
        if (icon != null) Picture(icon, ink)
        Say(words, Ekin.type.strong, Modifier.weight(1f, fill = wide), ink)
        if (chosen) Picture(Icons.CheckBold, ink, Modifier.size(20.dp.grown))
    }
}

/** Lines of a field that asks for one. */
private const val MOST_LINES = 4

/**
 * A field with its label above it, an [example] below that, and below the field what is wrong, which is brought into view. What asks for
 * one line wraps all the same: no word of it goes out of sight. [shown] is what stands in it while nobody types there.
 */
@Composable
fun Field(
    label: String,
    value: String,
    onChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    fault: String? = null,
    hint: String? = null,
    example: String? = null,
    shown: String? = null,
    lines: Int = 1,
    icon: ImageVector? = null,
    hideLabel: Boolean = false,
) {
    val tokens = Ekin.tokens
    var typing by remember { mutableStateOf(false) }
    Column(modifier.broughtIntoView(fault), Arrangement.spacedBy(Space.xs)) {
        if (!hideLabel) Say(label, Ekin.type.smallStrong)
        if (example != null) Say(example, Ekin.type.small, colour = tokens.inkSoft)
        BasicTextField(
            value,
            { onChange(if (lines == 1) oneLine(it) else it) },
            Modifier.fillMaxWidth().onFocusChanged { typing = it.isFocused }.semantics {
                contentDescription = label
                if (fault != null) error(fault)
            },
            textStyle = Ekin.type.body.copy(color = tokens.ink),
            minLines = lines,
            maxLines = if (lines == 1) MOST_LINES else Int.MAX_VALUE,
            visualTransformation = if (shown == null || typing) VisualTransformation.None else InWords(shown),
            cursorBrush = SolidColor(tokens.primary),
            decorationBox = { inner ->
                Row(
                    Modifier
                        .clip(Shapes.control)
                        .background(tokens.surface)
                        .border(2.dp, if (fault == null) tokens.edge else tokens.onRefused, Shapes.control)
                        .defaultMinSize(minHeight = Target.primary)
                        .padding(horizontal = Space.l, vertical = Space.m),
                    Arrangement.spacedBy(Space.m),
                    if (lines == 1) Alignment.CenterVertically else Alignment.Top,
                ) {
                    if (icon != null) Picture(icon, tokens.inkSoft)
                    Box(Modifier.weight(1f)) {
                        if (value.isEmpty() && hint != null) Say(hint, Ekin.type.body, colour = tokens.inkSoft)
                        inner()
                    }
                }
            },
        )
        if (fault != null) {
            Line(
                Icons.WarningOctagonBold,
                fault,
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                Ekin.type.small,
                tokens.onRefused,
                18.dp,
            )
        }
    }
}

/** In sight whenever [news] is another and not none. */
@Composable
fun Modifier.broughtIntoView(news: String?): Modifier {
    val place = remember { BringIntoViewRequester() }
    LaunchedEffect(news) {
        if (news == null) return@LaunchedEffect
        // It has a place from the first frame on.
        withFrameNanos {}
        place.bringIntoView()
    }
    return bringIntoViewRequester(place)
}

/** What was typed or pasted without its ends of lines. */
private fun oneLine(typed: String) = if ('\n' in typed) typed.split('\n').filter { it.isNotEmpty() }.joinToString(" ") else typed

/** Other words in the place of what was typed: all of it or nothing, so that a cursor stands at an end. */
private data class InWords(val words: String) : VisualTransformation {
    override fun filter(text: AnnotatedString) = TransformedText(
        AnnotatedString(words),
        object : OffsetMapping {
            override fun originalToTransformed(offset: Int) = if (offset == 0) 0 else words.length
            override fun transformedToOriginal(offset: Int) = if (offset == 0) 0 else text.length
        },
    )
}
