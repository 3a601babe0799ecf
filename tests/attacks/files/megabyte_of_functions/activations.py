import many
