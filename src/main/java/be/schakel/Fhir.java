package be.schakel;

import be.schakel.edge.Providers;
import be.schakel.edge.ReleasedWriter;
import be.schakel.fhir.AuditResource;
import be.schakel.fhir.BinaryResource;
import be.schakel.fhir.BinaryWriter;
import be.schakel.fhir.ConsentResource;
import be.schakel.fhir.CorrespondenceResource;
import be.schakel.fhir.GuideResource;
import be.schakel.fhir.MetadataResource;
import be.schakel.fhir.Negotiation;
import be.schakel.fhir.NotByItself;
import be.schakel.fhir.PublicForms;
import be.schakel.fhir.ReadResource;
import be.schakel.fhir.ResourceWriter;
import be.schakel.fhir.SearchResource;
import be.schakel.fhir.SubscriptionResource;
import be.schakel.fhir.TransactionResource;
import be.schakel.fhir.UpdateResource;
import be.schakel.fhir.ValidateResource;
import be.schakel.fhir.Versioning;
import be.schakel.fhir.XmlReader;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The FHIR R4 face, under {@code /fhir}; it writes views in its own way alone. */
@ApplicationPath("/fhir")
public class Fhir extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    var classes =
        Providers.with(
            TransactionResource.class,
            ReadResource.class,
            AuditResource.class,
            ConsentResource.class,
            CorrespondenceResource.class,
            SearchResource.class,
            SubscriptionResource.class,
            UpdateResource.class,
            MetadataResource.class,
            GuideResource.class,
            ValidateResource.class,
            ResourceWriter.class,
            BinaryResource.class,
            BinaryWriter.class,
            Negotiation.class,
            NotByItself.class,
            Versioning.class,
            XmlReader.class,
            PublicForms.class);
    classes.remove(ReleasedWriter.class);
    return classes;
  }
}
