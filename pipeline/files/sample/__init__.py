"""Customer lists, the plan and the sample workbook."""
