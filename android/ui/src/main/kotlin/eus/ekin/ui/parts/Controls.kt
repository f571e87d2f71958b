package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
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

/** A button: an icon, maybe, and words. It is never greyed out: pressed, it says what lacks. */
@Composable
fun Button(
    words: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    weight: Weight = Weight.PRIMARY,
    icon: ImageVector? = null,
    edge: Color? = null,
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
            .defaultMinSize(minHeight = Target.primary)
            .padding(horizontal = Space.l, vertical = Space.m),
        Arrangement.spacedBy(Space.s, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) {
        if (icon != null) Picture(icon, ink, Modifier.size(22.dp))
        Say(words, Ekin.type.button, Modifier.weight(1f, fill = false), ink, TextAlign.Center)
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

/** A filter: on or off. */
@Composable
fun Chip(words: String, chosen: Boolean, onToggle: (Boolean) -> Unit, icon: ImageVector, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    val ink = if (chosen) tokens.onPrimary else tokens.ink
    Row(
        modifier
            .clip(Shapes.control)
            .background(if (chosen) tokens.primary else tokens.surface)
            .border(2.dp, if (chosen) tokens.primary else tokens.edge, Shapes.control)
            .toggleable(chosen, role = Role.Checkbox, onValueChange = onToggle)
            .defaultMinSize(minHeight = Target.least)
            .padding(horizontal = 14.dp, vertical = Space.s),
        Arrangement.spacedBy(Space.s),
        Alignment.CenterVertically,
    ) {
        Picture(if (chosen) eus.ekin.ui.icons.Icons.CheckBold else icon, ink, Modifier.size(20.dp))
        Say(words, Ekin.type.smallStrong, colour = ink)
    }
}

/** One of several, of which one is chosen. */
@Composable
fun Choice(words: String, chosen: Boolean, onChoose: () -> Unit, modifier: Modifier = Modifier, icon: ImageVector? = null) {
    val tokens = Ekin.tokens
    val ink = if (chosen) tokens.onPrimarySoft else tokens.ink
    Row(
        modifier
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
        Say(words, Ekin.type.strong, Modifier.weight(1f, fill = icon != null), ink)
        if (chosen) Picture(eus.ekin.ui.icons.Icons.CheckBold, ink, Modifier.size(20.dp))
    }
}

/** A field with its label above it, and below it what is wrong. */
@Composable
fun Field(
    label: String,
    value: String,
    onChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    fault: String? = null,
    hint: String? = null,
    lines: Int = 1,
    icon: ImageVector? = null,
    hideLabel: Boolean = false,
) = Column(modifier, Arrangement.spacedBy(Space.xs)) {
    val tokens = Ekin.tokens
    if (!hideLabel) Say(label, Ekin.type.smallStrong)
    val style = Ekin.type.body.copy(color = tokens.ink)
    BasicTextField(
        value,
        onChange,
        Modifier.fillMaxWidth().semantics {
            contentDescription = label
            if (fault != null) error(fault)
        },
        textStyle = style,
        singleLine = lines == 1,
        minLines = lines,
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
            eus.ekin.ui.icons.Icons.WarningOctagonBold,
            fault,
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            Ekin.type.small,
            tokens.onRefused,
            18.dp,
        )
    }
}
