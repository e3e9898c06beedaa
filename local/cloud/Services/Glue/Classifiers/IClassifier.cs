namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>Recognises one format. Ours are certain (1.0) or silent (0.0), as AWS's built-in ones are.</summary>
internal interface IClassifier
{
    /// <summary>Null when the object is not of this format; the notes then take why, where that would surprise.</summary>
    Classification? Classify(ObjectSample sample, ICollection<string> notes);
}
