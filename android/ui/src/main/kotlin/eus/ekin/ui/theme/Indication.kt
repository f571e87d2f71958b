package eus.ekin.ui.theme

import androidx.compose.foundation.IndicationNodeFactory
import androidx.compose.foundation.interaction.FocusInteraction
import androidx.compose.foundation.interaction.InteractionSource
import androidx.compose.foundation.interaction.PressInteraction
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.drawscope.ContentDrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.node.DelegatableNode
import androidx.compose.ui.node.DrawModifierNode
import androidx.compose.ui.node.invalidateDraw
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch

/** What a control shows of a touch and of the keyboard's focus: a veil, and a ring of 3 dp with a gap of 2 dp inside it. */
class Indication(private val tokens: Tokens) : IndicationNodeFactory {
    override fun create(interactionSource: InteractionSource): DelegatableNode = Node(interactionSource, tokens)

    override fun equals(other: Any?) = other is Indication && other.tokens === tokens

    override fun hashCode() = tokens.hashCode()

    private class Node(private val source: InteractionSource, private val tokens: Tokens) : Modifier.Node(), DrawModifierNode {
        private var pressed = 0
        private var focused = 0

        override fun onAttach() {
            coroutineScope.launch {
                source.interactions.collect {
                    when (it) {
                        is PressInteraction.Press -> pressed++
                        is PressInteraction.Release, is PressInteraction.Cancel -> pressed--
                        is FocusInteraction.Focus -> focused++
                        is FocusInteraction.Unfocus -> focused--
                    }
                    invalidateDraw()
                }
            }
        }

        override fun ContentDrawScope.draw() {
            drawContent()
            if (pressed > 0) drawRect(tokens.ink, alpha = 0.12f)
            if (focused > 0) {
                ring(RING.toPx() + GAP.toPx() / 2, GAP.toPx(), tokens.focusGap)
                ring(RING.toPx() / 2, RING.toPx(), tokens.focus)
            }
        }

        private fun ContentDrawScope.ring(inset: Float, width: Float, colour: androidx.compose.ui.graphics.Color) {
            val side = Size(size.width - 2 * inset, size.height - 2 * inset)
            drawRoundRect(colour, Offset(inset, inset), side, CornerRadius(CORNER.toPx()), Stroke(width))
        }
    }

    private companion object {
        val RING = 3.dp
        val GAP = 2.dp
        val CORNER = 14.dp
    }
}
