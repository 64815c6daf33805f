"""The screens: layouts that bind widgets to one view-model each, and hold no rule."""
