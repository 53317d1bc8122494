namespace LinlyTalker.Ears.Recognition;

/// <summary>A recogniser that can be opened when it is needed.</summary>
/// <param name="Name">As a user knows it: the model's name.</param>
/// <param name="Open">Throws a <see cref="Core.Errors.LinlyException"/> when its files are missing or broken.</param>
public sealed record RecogniserChoice(string Name, Func<ISpeechRecogniser> Open);
