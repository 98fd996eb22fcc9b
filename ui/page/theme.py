"""The page's colours and typefaces: installed fonts only, so that nothing is fetched.

The custom properties of assets/style.css carry the rest; both follow Gradio's light and dark modes.
"""

import gradio as gr

_SANS = [
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "system-ui",
    "sans-serif",
]
_MONO = ["ui-monospace", "Consolas", "Noto Sans Mono CJK SC", "monospace"]

THEME = gr.themes.Base(
    primary_hue=gr.themes.colors.red,
    neutral_hue=gr.themes.colors.stone,
    font=_SANS,
    font_mono=_MONO,
    radius_size=gr.themes.sizes.radius_sm,
    text_size=gr.themes.sizes.text_md,
).set(
    body_background_fill="#f6f4ef",
    body_background_fill_dark="#161719",
    body_text_color="#23211d",
    body_text_color_dark="#e8e4dc",
    body_text_color_subdued="#66615a",
    body_text_color_subdued_dark="#a9a39a",
    background_fill_primary="#fffdf9",
    background_fill_primary_dark="#1f2123",
    background_fill_secondary="#efebe3",
    background_fill_secondary_dark="#191b1d",
    block_background_fill="transparent",
    block_background_fill_dark="transparent",
    block_border_width="0px",
    border_color_primary="#ddd6c9",
    border_color_primary_dark="#3a3b3d",
    color_accent="#9a2f23",
    color_accent_soft="#f7e9e5",
    color_accent_soft_dark="#3a2623",
    block_info_text_color="#66615a",
    block_info_text_color_dark="#a9a39a",
    block_label_text_color="#66615a",
    block_label_text_color_dark="#a9a39a",
    block_title_text_color="#66615a",
    block_title_text_color_dark="#a9a39a",
    link_text_color="#9a2f23",
    link_text_color_dark="#f0a796",
    input_background_fill="#fffdf9",
    input_background_fill_dark="#232527",
    input_placeholder_color="#6f6a62",
    input_placeholder_color_dark="#a09a91",
    button_primary_background_fill="#9a2f23",
    button_primary_background_fill_hover="#83271d",
    button_primary_background_fill_dark="#a8392b",
    button_primary_text_color="#ffffff",
    button_secondary_background_fill="#fffdf9",
    button_secondary_background_fill_hover="#f3eee5",
    button_secondary_background_fill_dark="#2a2c2e",
    button_secondary_border_color="#d2cabb",
    button_secondary_border_color_dark="#45464a",
    button_secondary_text_color="#23211d",
    button_secondary_text_color_dark="#e8e4dc",
    checkbox_background_color_selected="#9a2f23",
    checkbox_background_color_selected_dark="#a8392b",
)
