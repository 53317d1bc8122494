namespace LinlyTalker.Models.Families;

/// <summary>Chat models in llama.cpp's GGUF, told by their first four bytes.</summary>
internal static class ChatFamily
{
    public static FamilyMatch? Gguf(ModelSurvey survey)
    {
        foreach (var path in survey.Endings(".gguf").Where(path => !survey.StartsWith(path, "GGUF"u8)))
        {
            survey.Faults.Add($"{path} is named a GGUF file and does not begin as one; it may be cut off, or the page of an error.");
        }

        var files = survey.Paths.Where(path => survey.StartsWith(path, "GGUF"u8)).Order(StringComparer.Ordinal).ToList();
        return files.Count == 0 ? null : new RoleList().Add("model", files[0]).As("chat", "gguf") with
        {
            // A split model names only its first file; the others are found beside it.
            Note = files.Count > 1 && !files[0].Contains("-of-", StringComparison.Ordinal) ? $"{files.Count} GGUF files; the model is taken to be {files[0]}." : null,
        };
    }
}
