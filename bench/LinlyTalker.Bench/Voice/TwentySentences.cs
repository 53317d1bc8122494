namespace LinlyTalker.Bench.Voice;

/// <summary>What voices are measured on: short and long, questions and exclamations, numbers and names.</summary>
public static class TwentySentences
{
    public static IReadOnlyList<string> English { get; } =
    [
        "Hello, and welcome.",
        "I can answer questions about everything in this knowledge base.",
        "What would you like to know?",
        "Your parcel left the warehouse on March 5 and should arrive tomorrow before noon.",
        "You can send an item back within 30 days, as long as it has not been used.",
        "That costs $19.99, and delivery is free.",
        "No, I am afraid that is not possible.",
        "The portrait moves its lips in time with the voice, and blinks now and then.",
        "Please open the settings, choose a language, and press save.",
        "Good morning! How are you today?",
        "Speech leaves the program before the whole sentence has been made.",
        "My name is Linly, and I was made to be taught.",
        "Bring a map, a bottle of water and a warm jacket.",
        "Papa and mama bought a big brown bag of apples.",
        "The meeting begins at 9:30 in room 12.",
        "She sells sea shells by the sea shore.",
        "Why does the moon change its shape from week to week?",
        "If you did not receive an invoice, write to us and we will send it again the same day.",
        "Thank you very much!",
        "Goodbye, and see you soon.",
    ];
}
