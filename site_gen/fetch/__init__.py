"""News comes into `seeds/`: what is due is asked, politely, and what came is kept in step with what is known of it.

A pure decider (`schedule`, `deciding`, `moves`: values in, values out, the time is an argument) beside a thin pipeline
(`pipeline`) that asks servers (`http`, `hosts`, `addresses`), stores what came (`store`) and writes it down (`state`).
"""
