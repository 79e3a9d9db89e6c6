<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the executable jar keeps of the server's default-web.xml: the servlet for files, and the types of the files that
  a console page is made of. Left out are a thousand other types and the servlet for JSP.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:ee="http://xmlns.jcp.org/xml/ns/javaee">
    <xsl:variable name="kept" select="' css gif html ico jpeg jpg js json map mjs pdf png svg txt wasm webp woff woff2 xml '"/>

    <xsl:template match="@*|node()">
        <xsl:copy>
            <xsl:apply-templates select="@*|node()"/>
        </xsl:copy>
    </xsl:template>

    <xsl:template match="ee:mime-mapping[not(contains($kept, concat(' ', ee:extension, ' ')))]"/>
    <xsl:template match="ee:servlet[ee:servlet-name = 'jsp'] | ee:servlet-mapping[ee:servlet-name = 'jsp']"/>
    <!-- Examples and explanations; the file's head with its rights stays. -->
    <xsl:template match="ee:web-app//comment()"/>
</xsl:stylesheet>
